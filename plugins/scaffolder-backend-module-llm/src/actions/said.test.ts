import { said, saidOf } from './said';

it.each([
  ['', undefined],
  ['text', 'text'],
  [0, 0],
  [false, false],
  [null, null],
  [{}, {}],
  [[], []],
  [{ a: '', b: { c: '' } }, undefined],
  [
    { a: '', b: 1, c: { d: '', e: [] } },
    { b: 1, c: { e: [] } },
  ],
  [
    ['', 'a', { b: '' }, { c: 2, d: '' }],
    ['a', { c: 2 }],
  ],
])('reads of %j what was said', (value, expected) => {
  expect(said(value)).toEqual(expected);
});

it.each([
  [undefined, {}],
  [{ a: '', b: [], c: [''], d: { e: [] } }, {}],
  [
    { a: null, b: [[], { c: [] }, { d: [1] }], e: {} },
    { a: null, b: [{ d: [1] }], e: {} },
  ],
])('reads of %j what was said without empty lists', (fields, expected) => {
  expect(saidOf(fields)).toEqual(expected);
});
