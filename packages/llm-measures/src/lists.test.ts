import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { measures } from './measures';
import { profiles } from './profiles';
import { canonicalSeries } from './series/seriesTable';

const filesOf = (folder: string) =>
  readdirSync(join(__dirname, folder))
    .filter(file => file.endsWith('.ts') && !/^index\.|\.test\./.test(file))
    .map(file => file.replace(/\.ts$/, ''))
    .sort();

it.each([
  ['measures', measures.map(({ id }) => id)],
  ['profiles', profiles.map(({ id }) => id)],
])('every file of %s is in its list', (folder, listed) => {
  expect([...listed].sort()).toEqual(filesOf(folder));
});

it('every canonical series feeds a measure', () => {
  const needed = new Set(
    measures.flatMap(({ needs }) =>
      Object.values(needs).map(({ series }) => series),
    ),
  );
  expect(
    canonicalSeries.map(({ id }) => id).filter(id => !needed.has(id)),
  ).toEqual([]);
});
