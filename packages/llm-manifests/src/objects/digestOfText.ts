import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';

/** `sha256:` and the hash of a text in UTF-8, in hexadecimal: what `sha256sum` says of its file. */
export function digestOfText(text: string): string {
  return `sha256:${bytesToHex(sha256(text))}`;
}
