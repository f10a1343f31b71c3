import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { dialects } from '.';

const parts = [
  'Dialect',
  'dialects.test',
  'index',
  'names',
  'operations',
  'mapping.rules.test',
  'mapping.test',
];

it('every dialect that has a file is in the list, once', () => {
  const files = readdirSync(join(__dirname))
    .map(name => name.replace(/\.ts$/, ''))
    .filter(name => !parts.includes(name));
  const names = dialects.map(({ id }) => id.toLowerCase().replaceAll('-', ''));
  expect(new Set(names).size).toBe(names.length);
  expect([...names].sort()).toEqual(
    files.map(name => name.toLowerCase()).sort(),
  );
});

it('the last dialect reads what no other recognises', () => {
  const [last] = dialects.slice(-1);
  expect(last.id).toBe('otel-gen-ai');
});
