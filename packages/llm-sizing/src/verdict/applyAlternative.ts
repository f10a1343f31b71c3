import { AssessOptions } from './AssessOptions';
import { Alternative } from './Assessment';

/**
 * The question that an alternative answers: assessed again, its device group is accepted as `fits`.
 *
 * @public
 */
export function applyAlternative(
  options: AssessOptions,
  alternative: Alternative,
): AssessOptions {
  return {
    ...options,
    version: alternative.version,
    workload: alternative.workload,
    intent: { ...options.intent, engine: alternative.engine },
  };
}
