import { noneOf } from './noneOf';

it.each([
  [['a', undefined, 'b'], '"x" is none; there are a, b'],
  [[undefined], '"x" is none; there is none'],
  [[], '"x" is none; there is none'],
])('says what names there are among %j', (names, said) => {
  expect(noneOf('x', names)).toBe(said);
});
