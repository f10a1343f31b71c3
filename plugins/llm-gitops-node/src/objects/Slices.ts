import { setImmediate } from 'node:timers/promises';

/** How long a process may be kept from its other work, in milliseconds; well below what anybody notices. */
const SLICE_MS = 20;

/**
 * Cuts long work into slices. Work that only awaits what is in memory already never leaves the processor to timers and
 * requests: whoever does much of it awaits its turn before each piece.
 */
export class Slices {
  #since = performance.now();
  #pause?: Promise<void>;

  /** Resolves at once, or after the other work of the process where the slice is used up. */
  async turn(): Promise<void> {
    while (this.#pause || performance.now() - this.#since > SLICE_MS) {
      this.#pause ??= this.#letOthers();
      await this.#pause;
    }
  }

  async #letOthers(): Promise<void> {
    await setImmediate();
    this.#since = performance.now();
    this.#pause = undefined;
  }
}
