/** Bounds how many bytes of requests are held at the same time. */
export class MemoryBudget {
  private held = 0;

  constructor(private readonly bytes: number) {}

  /** @returns Gives the bytes back; undefined where there is no room */
  take(bytes: number): (() => void) | undefined {
    if (this.held + bytes > this.bytes) {
      return undefined;
    }
    this.held += bytes;
    let back = false;
    return () => {
      if (!back) {
        back = true;
        this.held -= bytes;
      }
    };
  }
}
