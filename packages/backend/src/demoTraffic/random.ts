import { createHash } from 'node:crypto';

/** Numbers that look like chance, and are the same for the same words. */
export class SeededRandom {
  #state: number;

  constructor(...words: readonly (string | number)[]) {
    this.#state = digestOf(...words).readUInt32LE(0);
  }

  /** From 0 to less than 1: the generator mulberry32 by T. Ettinger. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) % 2 ** 32;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** How many events there are where so many are to be expected (Poisson, by the method of D. Knuth). */
  events(expected: number): number {
    const limit = Math.exp(-expected);
    let count = 0;
    for (let product = this.next(); product > limit; product *= this.next()) {
      count += 1;
    }
    return count;
  }

  /** Mostly near the median, now and then several times as much, as sizes and times are (log-normal). */
  around(median: number, spread = 0.5): number {
    const normal =
      Math.sqrt(-2 * Math.log(1 - this.next())) *
      Math.cos(2 * Math.PI * this.next());
    return median * Math.exp(spread * normal);
  }
}

/** A digest that is the same for the same words. */
export function digestOf(...words: readonly (string | number)[]): Buffer {
  return createHash('sha256').update(words.join('\n')).digest();
}
