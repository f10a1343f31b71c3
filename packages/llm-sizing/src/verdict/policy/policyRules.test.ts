import { readdirSync } from 'node:fs';
import { policyRules } from '.';

it('lists the rule of every file, by its name', () => {
  const files = readdirSync(__dirname)
    .filter(file => /^[a-z]\w*\.ts$/.test(file) && file !== 'index.ts')
    .map(file => file.replace(/\.ts$/, ''));
  const camelCase = (code: string) =>
    code.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
  expect(policyRules.map(({ code }) => camelCase(code)).sort()).toEqual(
    files.sort(),
  );
});
