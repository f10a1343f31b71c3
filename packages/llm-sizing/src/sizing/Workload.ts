/**
 * What people will ask of a model, in terms that a person knows.
 *
 * @public
 */
export interface Workload {
  /** Tokens of a typical prompt. */
  readonly promptTokens: number;
  /** Tokens of a typical answer; 0 for a model that gives none, such as an embedding model. */
  readonly answerTokens: number;
  /** Requests at the same time. */
  readonly concurrentRequests: number;
  /** Most tokens of a request, prompt and answer together; a typical request where absent. */
  readonly longestContext?: number;
}

/** A workload with figures that can be computed with. */
export interface KnownWorkload {
  readonly promptTokens: number;
  readonly answerTokens: number;
  readonly typicalTokens: number;
  readonly longestTokens: number;
  readonly concurrentRequests: number;
}

/** @returns The name of the field that is no whole number of its kind where one is not */
export function readWorkload(
  workload: Workload,
): KnownWorkload | { readonly wrong: keyof Workload } {
  const { promptTokens, answerTokens, concurrentRequests, longestContext } =
    workload;
  const wrong = (
    [
      ['promptTokens', promptTokens, 0],
      ['answerTokens', answerTokens, 0],
      ['concurrentRequests', concurrentRequests, 1],
      ['longestContext', longestContext ?? 1, 1],
    ] as const
  ).find(([, value, least]) => !isCount(value, least));
  if (wrong) {
    return { wrong: wrong[0] };
  }
  const typicalTokens = promptTokens + answerTokens;
  if (!isCount(typicalTokens, 1)) {
    return { wrong: 'promptTokens' };
  }
  return {
    promptTokens,
    answerTokens,
    typicalTokens,
    longestTokens: Math.max(longestContext ?? typicalTokens, typicalTokens),
    concurrentRequests,
  };
}

/** More would not be a workload, and sums of it no whole numbers any more. */
const MOST = 1e12;

function isCount(value: number, least: number): boolean {
  return Number.isInteger(value) && value >= least && value <= MOST;
}
