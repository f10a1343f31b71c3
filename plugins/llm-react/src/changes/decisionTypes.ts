import type { LlmChange } from '@modelyard/plugin-llm-common';

/** What somebody can do with a change. */
export type Act = 'merge' | 'withdraw';

/** What somebody did with a change. */
export interface Decision {
  readonly act: Act;
  /** The change as it was seen. */
  readonly change: LlmChange;
}

/** An attempt that came to nothing, since things were not as they had seemed. */
export interface Miss {
  /** The version that was seen. */
  readonly head: string;
  /** What the backend says about it. */
  readonly reason: string;
}
