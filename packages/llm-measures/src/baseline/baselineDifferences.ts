/**
 * What has to be the same for two throughputs to be comparable. What is absent is not known.
 *
 * @public
 */
export interface ComparedConditions {
  /** Name of the accelerator, as pools have it. */
  readonly accelerator?: string;
  /** How many GPUs one replica takes. */
  readonly gpus?: number;
  /** Mean length of a prompt, in tokens. */
  readonly inputTokens?: number;
  /** Mean length of an answer, in tokens. */
  readonly outputTokens?: number;
}

/** Mean lengths that lie no further apart than this are the same: traffic never has just those of a benchmark. */
const SAME_LENGTH = 1.25;

/**
 * In what the conditions of a deployment differ from those of a recorded benchmark, in words; empty where both are comparable.
 * Throughput is told apart by accelerator, GPUs and lengths, so that one of them that is not known is a difference as well: a
 * gain that may come from more GPUs would be none. Engine and arguments may differ, since their gain is what is measured.
 *
 * @param options - `deployed`: the lengths are those of its traffic
 * @public
 */
export function baselineDifferences(options: {
  recorded: ComparedConditions;
  deployed: ComparedConditions;
}): string[] {
  const { recorded, deployed } = options;
  return [
    differ(recorded.accelerator, deployed.accelerator, {
      recorded:
        'the record does not say on which accelerator the benchmark ran',
      deployed: 'it is not known on which accelerator the deployment runs',
      both: (was, is) => `the benchmark ran on ${was}, the deployment on ${is}`,
    }),
    differ(recorded.gpus, deployed.gpus, {
      recorded: 'the record does not say how many GPUs a replica took',
      deployed:
        'it is not known how many GPUs a replica of the deployment takes',
      both: (was, is) =>
        `a replica took ${was} GPUs in the benchmark and takes ${is} now`,
    }),
    differLength('prompt', recorded.inputTokens, deployed.inputTokens),
    differLength('answer', recorded.outputTokens, deployed.outputTokens),
  ].flatMap(difference => difference ?? []);
}

function differ<T>(
  recorded: T | undefined,
  deployed: T | undefined,
  words: {
    recorded: string;
    deployed: string;
    both: (recorded: T, deployed: T) => string;
  },
): string | undefined {
  if (recorded === undefined) {
    return words.recorded;
  }
  if (deployed === undefined) {
    return words.deployed;
  }
  return recorded === deployed ? undefined : words.both(recorded, deployed);
}

function differLength(
  what: 'prompt' | 'answer',
  recorded: number | undefined,
  deployed: number | undefined,
): string | undefined {
  if (recorded === undefined) {
    return `the record does not say how long ${what}s were`;
  }
  if (deployed === undefined) {
    return `it is not known how long ${what}s of the traffic are`;
  }
  const ratio = Math.max(recorded, deployed) / Math.min(recorded, deployed);
  return ratio <= SAME_LENGTH
    ? undefined
    : `a mean ${what} had ${Math.round(
        recorded,
      )} tokens in the benchmark and has ${Math.round(deployed)} now`;
}
