import { inlineReferences } from './inlineReferences';

it('puts what is referred to in its place, with what stands beside the reference', () => {
  expect(
    inlineReferences({
      properties: {
        a: { type: 'object', properties: { 'x/y': { type: 'string' } } },
        b: { $ref: '#/properties/a', description: 'Another' },
        c: {
          anyOf: [{ $ref: '#/properties/a/properties/x~1y' }, { const: null }],
        },
        d: { items: { $ref: '#/properties/b' } },
      },
    }),
  ).toEqual({
    properties: {
      a: { type: 'object', properties: { 'x/y': { type: 'string' } } },
      b: {
        type: 'object',
        properties: { 'x/y': { type: 'string' } },
        description: 'Another',
      },
      c: { anyOf: [{ type: 'string' }, { const: null }] },
      d: {
        items: {
          type: 'object',
          properties: { 'x/y': { type: 'string' } },
          description: 'Another',
        },
      },
    },
  });
});

it('throws where that is not possible', () => {
  expect(() => inlineReferences({ a: { $ref: '#/b' } })).toThrow(
    'nothing at #/b',
  );
  expect(() => inlineReferences({ a: { items: { $ref: '#/a' } } })).toThrow(
    'refers to itself at #/a',
  );
});
