/**
 * What a model is for; `spec.type` of a Model.
 *
 * @public
 */
export type MeasuredTask =
  | 'chat'
  | 'completion'
  | 'embedding'
  | 'rerank'
  | 'transcription'
  | 'speech'
  | 'image'
  | 'moderation';

/**
 * Every task that a measure can mean something for.
 *
 * @public
 */
export const measuredTasks: readonly MeasuredTask[] = [
  'chat',
  'completion',
  'embedding',
  'rerank',
  'transcription',
  'speech',
  'image',
  'moderation',
];

/** Tasks whose answer is a stream of tokens. */
export const streamingTasks: readonly MeasuredTask[] = ['chat', 'completion'];

/** Tasks whose input is counted in tokens. */
export const tokenTasks: readonly MeasuredTask[] = [
  'chat',
  'completion',
  'embedding',
  'rerank',
  'moderation',
];
