// placed at: packages/llm-units/src/example.test.ts
import { readFileSync } from 'node:fs';

it('may read a fixture and the clock', () => {
  expect(readFileSync(__filename, 'utf8')).toBeDefined();
  expect(performance.now()).toBeLessThan(Date.now());
});
