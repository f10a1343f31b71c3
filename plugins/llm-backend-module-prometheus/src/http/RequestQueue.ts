/** Lets a number of requests run at the same time, and a number of others wait for that in turn. */
export class RequestQueue {
  readonly #concurrency: number;
  readonly #length: number;
  readonly #patienceMs: number;
  readonly #refuse: (reason: string) => Error;
  readonly #waiting = new Set<{ readonly begin: () => void }>();
  #running = 0;

  /**
   * @param options - `length`: how many may wait; `patienceMs`: for how long; `refuse` makes the error for the others, from
   *   a reason that continues a sentence
   */
  static create(options: {
    concurrency: number;
    length: number;
    patienceMs: number;
    refuse: (reason: string) => Error;
  }) {
    return new RequestQueue(options);
  }

  private constructor(options: {
    concurrency: number;
    length: number;
    patienceMs: number;
    refuse: (reason: string) => Error;
  }) {
    this.#concurrency = options.concurrency;
    this.#length = options.length;
    this.#patienceMs = options.patienceMs;
    this.#refuse = options.refuse;
  }

  /** Runs when it is its turn; rejects with the reason of the signal where that comes first. */
  async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    if (this.#running < this.#concurrency) {
      this.#running++;
    } else {
      await this.#wait(signal);
    }
    try {
      return await work();
    } finally {
      this.#next();
    }
  }

  /** Resolves with the place of one that is done, so that nobody else gets in between. */
  async #wait(signal: AbortSignal | undefined): Promise<void> {
    if (this.#waiting.size >= this.#length) {
      throw this.#refuse(
        `is being asked too much: its queue of ${this.#length} is full`,
      );
    }
    const limit = AbortSignal.timeout(this.#patienceMs);
    const end = signal ? AbortSignal.any([signal, limit]) : limit;
    return new Promise((resolve, reject) => {
      const turn = { begin: resolve };
      this.#waiting.add(turn);
      end.addEventListener('abort', () => {
        this.#waiting.delete(turn);
        reject(
          signal?.aborted
            ? signal.reason
            : this.#refuse(
                `is being asked too much: a query has waited ${
                  this.#patienceMs / 1000
                } s for its turn`,
              ),
        );
      });
    });
  }

  #next(): void {
    const [first] = this.#waiting;
    if (first) {
      this.#waiting.delete(first);
      first.begin();
    } else {
      this.#running--;
    }
  }
}
