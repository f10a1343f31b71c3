import { changeId } from './changeId';

describe('changeId', () => {
  it('says what a change is about', () => {
    expect(
      changeId({ act: 'serve', entity: 'model:default/nova', part: 'prod' }),
    ).toBe('serve.default.nova.prod');
    expect(
      changeId({ act: 'add-pool', entity: 'GpuPool:default/L4-Par' }),
    ).toBe('add-pool.default.l4-par');
  });

  it('gives everything an id of its own, and the same one again', () => {
    const long = 'x'.repeat(60);
    const names = [
      ['default/a-b', 'c'],
      ['default/a', 'b-c'],
      ['default/a.b', 'c'],
      ['default/a_b', 'c'],
      ['default/a', 'b.c'],
      ['default/a', 'B'],
      ['default/a', 'b'],
      ['default/a', undefined],
      ['a/default', 'b'],
      [`default/${long}`, `${long}1`],
      [`default/${long}`, `${long}2`],
      ['default/a..b', 'c'],
    ].map(([ref, part]) => ({ act: 'serve', entity: `model:${ref}`, part }));
    const ids = names.map(changeId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(names.map(changeId)).toEqual(ids);
    for (const id of ids) {
      // What names a branch of the repository.
      expect(id).toMatch(/^(?!.*\.\.)[a-z0-9][a-z0-9._-]{0,98}[a-z0-9]$/);
    }
  });
});
