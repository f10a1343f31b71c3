import { createHash } from 'node:crypto';

/**
 * The id that Git gives to a content, as {@link GitOpsFile} has it.
 *
 * @public
 */
export function blobOf(content: string | Uint8Array): string {
  const bytes = Buffer.from(content);
  return createHash('sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}
