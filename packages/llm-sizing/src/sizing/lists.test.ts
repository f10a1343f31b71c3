import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { overheadTerms } from './overhead';
import { parallelismRules } from './parallelism';

const kebab = (file: string) =>
  file
    .replace(/\.ts$/, '')
    .replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

const filesOf = (folder: string, apart: string[]) =>
  readdirSync(join(__dirname, folder))
    .filter(file => !['index.ts', ...apart].includes(file))
    .map(kebab)
    .sort();

it.each([
  ['overhead', ['OverheadTerm.ts'], overheadTerms.map(({ name }) => name)],
  [
    'parallelism',
    ['ParallelismRule.ts'],
    parallelismRules.map(({ code }) => code),
  ],
])('every file of %s is in its list', (folder, apart, listed) => {
  expect([...listed].sort()).toEqual(filesOf(folder, apart));
});
