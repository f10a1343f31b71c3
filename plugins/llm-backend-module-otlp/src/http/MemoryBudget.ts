/** What one request holds of a budget. */
export interface Reservation {
  /** @returns Whether there was room for so many more bytes */
  add(bytes: number): boolean;
  /** Gives all of it back. */
  release(): void;
}

/** Bounds how many bytes of requests are held at the same time. */
export class MemoryBudget {
  private held = 0;

  constructor(private readonly bytes: number) {}

  reserve(): Reservation {
    let own = 0;
    return {
      add: bytes => {
        if (this.held + bytes > this.bytes) {
          return false;
        }
        this.held += bytes;
        own += bytes;
        return true;
      },
      release: () => {
        this.held -= own;
        own = 0;
      },
    };
  }
}
