import { createHash } from 'node:crypto';

/** 128 bits that stand for text, in hexadecimal: so many that no two will ever be the same by chance. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
