import { InputError } from '@backstage/errors';

/** Bytes of UTF-8; longer paths cannot be checked out on common file systems. */
const MAX_PATH_BYTES = 1024;
const MAX_PART_BYTES = 255;

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f]/;
const LONE_SURROGATE = /\p{Surrogate}/u;
// Characters that HFS+ ignores, so that `.g\u200cit` would be `.git` there.
const IGNORED_BY_HFS = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/**
 * Accepts a path inside a tree: relative, in Unicode form NFC, no traversal, nothing that a checkout on any system could
 * take for Git's own folder. Throws `InputError` with the reason.
 */
export function checkPath(path: string): void {
  const reason = reasonAgainst(path);
  if (reason) {
    throw new InputError(`Invalid path ${JSON.stringify(path)}: ${reason}`);
  }
}

function reasonAgainst(path: string): string | undefined {
  if (path === '') {
    return 'it is empty';
  }
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) {
    return 'it must be relative';
  }
  if (path.includes('\\')) {
    return "parts are separated by '/'";
  }
  if (CONTROL.test(path)) {
    return 'it contains control characters';
  }
  if (LONE_SURROGATE.test(path) || path !== path.normalize('NFC')) {
    return 'it must be in Unicode normalization form C';
  }
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) {
    return `it is longer than ${MAX_PATH_BYTES} bytes`;
  }
  for (const part of path.split('/')) {
    if (part === '' || part === '.' || part === '..') {
      return "it has an empty, '.' or '..' part";
    }
    if (Buffer.byteLength(part) > MAX_PART_BYTES) {
      return `a part is longer than ${MAX_PART_BYTES} bytes`;
    }
    if (isReserved(part)) {
      return `${JSON.stringify(part)} is reserved`;
    }
  }
  return undefined;
}

/** What git-fsck(1) calls hasDotgit and gitmodules*, on all file systems. */
function isReserved(part: string): boolean {
  const seen = part
    .replace(IGNORED_BY_HFS, '')
    .split(':')[0]
    .toLowerCase()
    .replace(/[. ]+$/, '');
  return (
    seen === '' ||
    seen === '.git' ||
    seen === '.gitmodules' ||
    /^\.?(git|gitmod)~[0-9]+$/.test(seen) ||
    /^gi7eba~[0-9]+$/.test(seen)
  );
}
