import { findFieldLine } from './findFieldLine';

const text = `# Two of them
kind: A
---
kind: B
spec:
  items:
    - name: one
    - name: two
`;

it.each([
  [0, 'kind', 2],
  [1, '', 4],
  [1, 'spec.items[1].name', 8],
  [1, '/spec/items/0/name', 7],
  // Where it should be added.
  [1, 'spec.items[1].value', 8],
  [1, 'metadata.name', 4],
  [2, 'kind', undefined],
])('finds document %d, field "%s" in line %s', (document, path, line) => {
  expect(findFieldLine({ text, document, path })).toBe(line);
});

it('finds nothing in a text without a document', () => {
  expect(findFieldLine({ text: '', path: 'kind' })).toBeUndefined();
});
