/** Brings an intent from the form of one renderer version to that of the next. */
export interface IntentUpgrade {
  /** The version whose form is read; the result has that of the next one. */
  readonly from: number;
  apply(intent: unknown): unknown;
}

/**
 * In the order of their versions. There is one for each version of the renderer that reads an intent differently; a
 * version that only prints differently needs none.
 */
export const upgrades: readonly IntentUpgrade[] = [];
