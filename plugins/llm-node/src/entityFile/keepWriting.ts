import { diff3Merge, diffComm } from 'node-diff3';

/**
 * Carries a change of a document over to the way in which people wrote it. A printer has one way to write, and changes
 * lines that nobody meant to change: what it does to the document as it was is known from printing that as well, and
 * the rest of the difference is the change.
 *
 * Where people wrote in another way the very lines that change, these come out as printed; all of the document does
 * where the result would not be right.
 */
export function keepWriting(options: {
  /** The document as people wrote it. */
  written: string;
  /** The same as the printer writes it. */
  printedBefore: string;
  /** The changed document as the printer writes it. */
  printedAfter: string;
  /** Whether a text says what the changed document says. */
  isRight: (text: string) => boolean;
}): string {
  const { written, printedBefore, printedAfter, isRight } = options;
  const regions = diff3Merge(
    written.split('\n'),
    printedBefore.split('\n'),
    printedAfter.split('\n'),
    { excludeFalseConflicts: true },
  );
  const merged = regions
    .flatMap(({ ok, conflict }) => ok ?? (conflict ? settle(conflict) : []))
    .join('\n');
  return isRight(merged) ? merged : printedAfter;
}

/**
 * Beside a line that changes may be one that people only wrote in another way. Where each line as they wrote it is one as
 * printed, those are told apart.
 */
function settle({
  a: written,
  o: before,
  b: after,
}: {
  a: string[];
  o: string[];
  b: string[];
}): string[] {
  if (written.length !== before.length) {
    return after;
  }
  let line = 0;
  return diffComm(before, after).flatMap(part => {
    const start = line;
    if (part.common) {
      line += part.common.length;
      return written.slice(start, line);
    }
    line += part.buffer1.length;
    return part.buffer2;
  });
}
