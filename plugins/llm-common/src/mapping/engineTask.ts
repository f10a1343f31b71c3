import type { EngineOptions } from '@modelyard/llm-sizing';
import type { ModelTask } from '../kinds/model/types.generated';
import { lookup } from '../safe';

const TASKS: Record<ModelTask, EngineOptions['task']> = {
  chat: 'generate',
  completion: 'generate',
  embedding: 'embed',
  rerank: 'score',
  transcription: 'transcription',
  // Guard models answer in words.
  moderation: 'generate',
  speech: undefined,
  image: undefined,
};

/**
 * What an engine is asked for to do the task of a model.
 *
 * @returns Undefined where no engine that is sized here does it
 * @public
 */
export function engineTask(task: ModelTask): EngineOptions['task'] {
  return lookup(TASKS, task);
}
