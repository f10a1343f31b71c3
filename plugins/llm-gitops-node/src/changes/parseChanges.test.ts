import { parseChanges } from './parseChanges';

describe('parseChanges', () => {
  it('keeps contents as bytes', () => {
    expect(
      parseChanges([
        { path: 'a', content: 'ü' },
        { path: 'b', content: new Uint8Array([255]) },
        { path: 'c', delete: true },
      ]),
    ).toEqual(
      new Map([
        ['a', Buffer.from('ü')],
        ['b', Buffer.from([255])],
        ['c', undefined],
      ]),
    );
  });

  it('rejects a path that is named twice, and a file that is a folder', () => {
    expect(() =>
      parseChanges([
        { path: 'a', content: '' },
        { path: 'a', delete: true },
      ]),
    ).toThrow('Invalid changes: a is named more than once');
    expect(() =>
      parseChanges([
        { path: 'a/b/c', content: '' },
        { path: 'a/b', content: '' },
      ]),
    ).toThrow('Invalid changes: a/b cannot be a file and the folder of a/b/c');
  });

  it('keeps to the size caps', () => {
    const megabyte = Buffer.alloc(1024 * 1024);
    const files = (count: number, content: Buffer) =>
      Array.from({ length: count }, (_, i) => ({ path: `f${i}`, content }));

    expect(() =>
      parseChanges([
        { path: 'big', content: Buffer.alloc(5 * 1024 * 1024 + 1) },
      ]),
    ).toThrow('Invalid changes: big has 5242881 bytes, more than 5242880');
    expect(parseChanges(files(100, megabyte)).size).toBe(100);
    expect(() => parseChanges(files(101, megabyte))).toThrow(
      'Invalid changes: the files have 105906176 bytes, more than 104857600',
    );
    expect(() => parseChanges(files(10_001, Buffer.alloc(0)))).toThrow(
      'A commit may change 10000 files, not 10001',
    );
  });
});
