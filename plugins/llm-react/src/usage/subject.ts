import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  isModelEntity,
  type LlmUsagePart,
  type LlmUsageQuestion,
} from '@modelyard/plugin-llm-common';

/** Whose usage is shown: that of a model, or of what uses models. */
export interface UsageSubject {
  readonly question: Pick<LlmUsageQuestion, 'model' | 'consumer'>;
  /** Parts by which it can be told apart; the first one unless chosen. */
  readonly parts: readonly LlmUsagePart[];
  /** Task of a model. */
  readonly task?: string;
}

const partsOfModel: readonly LlmUsagePart[] = [
  'consumer',
  'version',
  'deployment',
  'operation',
  'provider',
];
const partsOfComponent: readonly LlmUsagePart[] = [
  'model',
  'operation',
  'provider',
];
const partsOfMany: readonly LlmUsagePart[] = [
  'model',
  'consumer',
  'operation',
  'provider',
];

/** What is asked of the usage of an entity. */
export function usageSubject(entity: Entity): UsageSubject {
  const ref = stringifyEntityRef(entity);
  if (isModelEntity(entity)) {
    return {
      question: { model: ref },
      parts: partsOfModel,
      task: entity.spec.type,
    };
  }
  return {
    question: { consumer: ref },
    parts:
      entity.kind.toLowerCase() === 'component'
        ? partsOfComponent
        : partsOfMany,
  };
}
