import { said } from './said';

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
