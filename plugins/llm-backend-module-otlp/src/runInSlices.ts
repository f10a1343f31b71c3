import { setImmediate } from 'node:timers/promises';

/** How long others may have to wait, in milliseconds. */
const SLICE = 20;
/** Looking at the clock costs as much as some steps. */
const STEPS = 32;

/** Runs work that pauses after each step, and lets others have their turn every few milliseconds. */
export async function runInSlices(work: Iterable<void>): Promise<void> {
  const steps = work[Symbol.iterator]();
  let began = performance.now();
  for (let step = 1; !steps.next().done; step++) {
    if (step % STEPS === 0 && performance.now() - began > SLICE) {
      await setImmediate();
      began = performance.now();
    }
  }
}
