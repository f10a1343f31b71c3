import { InputError } from '@backstage/errors';
import fc from 'fast-check';
import { posix, win32 } from 'node:path';
import { checkPath } from './checkPath';

describe('checkPath', () => {
  it.each([
    'catalog-info.yaml',
    'models/llama-3-3-70b/prod/base/deployment.yaml',
    'models/süß/模型.yaml',
    'a/..b/c..',
    'a/.gitignore',
    'a/.gitattributes',
    'a/git/x',
    'a b/c',
  ])('accepts %j', path => {
    expect(() => checkPath(path)).not.toThrow();
  });

  it.each([
    ['', 'it is empty'],
    ['/etc/passwd', 'it must be relative'],
    ['C:/x', 'it must be relative'],
    ['a\\b', "parts are separated by '/'"],
    ['a\nb', 'it contains control characters'],
    ['a\0b', 'it contains control characters'],
    ['cafe\u0301', 'it must be in Unicode normalization form C'],
    ['a/\ud800', 'it must be in Unicode normalization form C'],
    ['a//b', "it has an empty, '.' or '..' part"],
    ['a/', "it has an empty, '.' or '..' part"],
    ['./a', "it has an empty, '.' or '..' part"],
    ['a/../../b', "it has an empty, '.' or '..' part"],
    ['.git/config', '".git" is reserved'],
    ['a/.GIT', '".GIT" is reserved'],
    ['a/.git /hooks', '".git " is reserved'],
    ['a/.git::$INDEX_ALLOCATION/x', '".git::$INDEX_ALLOCATION" is reserved'],
    ['a/.g\u200cit/x', '".g\u200cit" is reserved'],
    ['git~1/x', '"git~1" is reserved'],
    ['.gitmodules', '".gitmodules" is reserved'],
    ['a/...', '"..." is reserved'],
    [`${'a'.repeat(256)}`, 'a part is longer than 255 bytes'],
    [`${'a/'.repeat(600)}b`, 'it is longer than 1024 bytes'],
  ])('rejects %j', (path, reason) => {
    expect(() => checkPath(path)).toThrow(
      `Invalid path ${JSON.stringify(path)}: ${reason}`,
    );
  });

  it('accepts nothing that leads out of a folder, whoever reads it', () => {
    const part = fc.oneof(
      fc.constantFrom('..', '.', '', '.git', 'a', '~', 'C:', '\\', '...'),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    const path = fc
      .array(fc.tuple(part, fc.constantFrom('/', '\\', '')))
      .map(parts => parts.flat().join(''));
    const isAccepted = (candidate: string) => {
      try {
        checkPath(candidate);
        return true;
      } catch (error) {
        if (!(error instanceof InputError)) {
          throw error;
        }
        return false;
      }
    };
    fc.assert(
      fc.property(path, candidate => {
        fc.pre(isAccepted(candidate));
        expect(posix.join('/root', candidate)).toBe(`/root/${candidate}`);
        expect(
          win32.resolve('C:\\root', candidate).startsWith('C:\\root\\'),
        ).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
