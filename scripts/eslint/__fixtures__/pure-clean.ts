// placed at: packages/llm-sizing/src/example.ts
import { parseBytes } from '@modelyard/llm-units';

/** Hours between two moments that the caller names. */
export function hoursBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / 3_600_000;
}

export const memory = parseBytes('80GiB');
