import type { ModelTask } from '@modelyard/plugin-llm-common';

/** What the work of a model is counted in: its main unit first. */
const units: Record<ModelTask, readonly string[]> = {
  chat: ['token-usage'],
  completion: ['token-usage'],
  moderation: ['token-usage'],
  embedding: ['token-usage', 'texts-read'],
  rerank: ['documents-ranked', 'token-usage'],
  transcription: ['transcribed-audio'],
  speech: ['spoken-characters', 'spoken-audio'],
  image: ['images-made'],
};

/** Which times matter to those who wait for an answer. */
const times: Record<ModelTask, readonly LatencyMeasure[]> = {
  chat: ['time-to-first-token', 'inter-token-latency', 'end-to-end-latency'],
  completion: [
    'time-to-first-token',
    'inter-token-latency',
    'end-to-end-latency',
  ],
  moderation: ['end-to-end-latency', 'queue-time'],
  embedding: ['end-to-end-latency', 'queue-time'],
  rerank: ['end-to-end-latency', 'queue-time'],
  transcription: ['real-time-factor', 'end-to-end-latency'],
  speech: ['first-audio', 'real-time-factor', 'end-to-end-latency'],
  image: ['end-to-end-latency', 'queue-time'],
};

/** Measures of times that the latency card has a short name for. */
export type LatencyMeasure =
  | 'time-to-first-token'
  | 'inter-token-latency'
  | 'end-to-end-latency'
  | 'queue-time'
  | 'first-audio'
  | 'real-time-factor';

/** The measures that count the work of a task; requests alone for one that this version does not know. */
export function unitsOf(task: string): readonly string[] {
  return task in units ? units[task as ModelTask] : [];
}

/** The measures of the times of a task. */
export function timesOf(task: string): readonly LatencyMeasure[] {
  return task in times ? times[task as ModelTask] : ['end-to-end-latency'];
}
