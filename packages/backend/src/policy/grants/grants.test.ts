import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { grants } from '.';

describe('grants', () => {
  it('lists every file of the folder', () => {
    const files = readdirSync(__dirname)
      .map(file => basename(file, '.ts'))
      .filter(name => !['Grant', 'index'].includes(name))
      .filter(name => !name.endsWith('.test'));
    expect(files).not.toHaveLength(0);
    for (const file of files) {
      const [list] = Object.values<object[]>(jest.requireActual(`./${file}`));
      expect(grants).toEqual(expect.arrayContaining(list));
    }
  });

  it('says once who holds a permission', () => {
    const names = grants.map(grant => grant.permission.name);
    expect(names).toEqual([...new Set(names)]);
  });
});
