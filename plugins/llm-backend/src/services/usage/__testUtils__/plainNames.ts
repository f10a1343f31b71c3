import { UNKNOWN } from '@modelyard/llm-measures';
import { UsageSubjects } from '../subjects/UsageSubjects';

/** Takes names as they are. */
export const plainNames: Pick<UsageSubjects, 'ready' | 'resolve'> = {
  ready: async () => {},
  resolve: subject => ({
    model: subject.model ?? UNKNOWN,
    version: subject.version ?? UNKNOWN,
    deployment: subject.deployment ?? UNKNOWN,
    operation: subject.operation ?? UNKNOWN,
    provider: subject.provider ?? UNKNOWN,
    consumer: subject.consumer ?? UNKNOWN,
  }),
};
