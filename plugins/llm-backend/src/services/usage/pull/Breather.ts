import { performance } from 'node:perf_hooks';

/** How long work may go on before others have their turn. */
const TURN_MS = 15;

/** Lets others run now and then. */
export class Breather {
  #began = performance.now();

  static create() {
    return new Breather();
  }

  private constructor() {}

  /** Waits for others where this has worked for a while. */
  async breathe(): Promise<void> {
    if (performance.now() - this.#began > TURN_MS) {
      await new Promise<void>(resolve => setImmediate(resolve));
      this.#began = performance.now();
    }
  }
}
