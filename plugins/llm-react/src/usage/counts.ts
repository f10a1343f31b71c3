import type { LedgerCount } from '@modelyard/llm-measures';
import type { LlmUsageRow } from '@modelyard/plugin-llm-common';

/** Everything that can be shown, in the order in which it is offered. */
export const usageMeasures = [
  'inputTokens',
  'cachedInputTokens',
  'outputTokens',
  'audioSeconds',
  'characters',
  'images',
  'texts',
  'documents',
  'requests',
  'failed',
  'refused',
  'aborted',
  'cost',
] as const satisfies readonly (LedgerCount | 'cost')[];

/** What a chart of usage can show. */
export type UsageMeasure = (typeof usageMeasures)[number];

const always: readonly UsageMeasure[] = [
  'requests',
  'failed',
  'refused',
  'aborted',
  'cost',
];

/** What a call of each task is counted by, the first of which tells most. */
const byTask: Readonly<Record<string, readonly UsageMeasure[]>> = {
  chat: ['inputTokens', 'cachedInputTokens', 'outputTokens'],
  completion: ['inputTokens', 'cachedInputTokens', 'outputTokens'],
  embedding: ['inputTokens', 'texts'],
  rerank: ['inputTokens', 'documents'],
  moderation: ['inputTokens', 'texts'],
  transcription: ['audioSeconds'],
  speech: ['characters', 'audioSeconds'],
  image: ['images'],
};

const tokens: readonly UsageMeasure[] = ['inputTokens', 'outputTokens'];

/** What the picker begins with. */
export function defaultMeasure(task: string | undefined): UsageMeasure {
  return unitsOf(task)[0];
}

/**
 * What means something for a task, or for a consumer of any models, and what
 * was reported beside that.
 */
export function measuresFor(options: {
  task: string | undefined;
  reported?: LlmUsageRow['counts'];
}): UsageMeasure[] {
  const { task, reported = {} } = options;
  const applicable = new Set<string>([
    ...unitsOf(task),
    ...always,
    ...Object.keys(reported),
  ]);
  return usageMeasures.filter(measure => applicable.has(measure));
}

function unitsOf(task: string | undefined): readonly UsageMeasure[] {
  return task !== undefined && Object.hasOwn(byTask, task)
    ? byTask[task]
    : tokens;
}

/** The figure of a row; undefined where it was not reported, or has no price in the currency. */
export function valueOf(
  row: LlmUsageRow | undefined,
  measure: UsageMeasure,
  currency: string | undefined,
): number | undefined {
  if (measure !== 'cost') {
    return row?.counts[measure]?.value;
  }
  const amount = row?.cost?.find(cost => cost.currency === currency)?.amount;
  return amount === undefined ? undefined : Number(amount);
}
