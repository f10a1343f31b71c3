/** Bytes of a file that a page can show. */
const MAX_FILE_BYTES = 256 * 1024;

/**
 * The texts of a file before and after a change, or why they cannot be shown.
 *
 * @public
 */
export interface ReadableTexts {
  before?: string;
  after?: string;
  /** Larger than 256 KiB, or no UTF-8. */
  omitted?: 'too-large' | 'binary';
}

/**
 * Reads the contents of a file for a person who compares them.
 *
 * @public
 */
export function readableTexts(contents: {
  before?: Uint8Array;
  after?: Uint8Array;
}): ReadableTexts {
  const { before, after } = contents;
  if (
    [before, after].some(content => (content?.length ?? 0) > MAX_FILE_BYTES)
  ) {
    return { omitted: 'too-large' };
  }
  // A mark at the beginning is part of the text: it can be what changes.
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    return {
      ...(before && { before: decoder.decode(before) }),
      ...(after && { after: decoder.decode(after) }),
    };
  } catch {
    return { omitted: 'binary' };
  }
}
