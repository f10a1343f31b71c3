import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { measures as known } from '@modelyard/llm-measures';
import {
  LlmMeasureAnswer,
  LlmMeasureAsk,
  LlmWindow,
} from '@modelyard/plugin-llm-common';
import { z } from 'zod/v3';
import { MeasuresService } from '../services/measures';

const ids = known.map(({ id }) => id);

/** What says which figure is meant, of all actions about figures. */
export const questionFields = {
  entityRef: z
    .string()
    .min(1)
    .describe(
      'Ref of the catalog entity, such as model:default/qwen3-8b: a Model or a GpuPool, or a Component, System or Group that uses models. Find it with the catalog first where only a name is known.',
    ),
  measure: z
    .enum(ids as [string, ...string[]])
    .describe(
      'What to measure. token-usage and requests: how much it is used. cost-used and budget-use: what it costs. time-to-first-token and end-to-end-latency: how fast it is. availability, error-rate and slo-burn: how reliable it is. gpu-utilisation and idle-cost: how well GPUs are used. guardrail-execution and pii-exposure: what guardrails see.',
    ),
  window: z
    .enum(['1h', '6h', '24h', '7d', '30d', '90d', 'month', 'slo'])
    .optional()
    .describe(
      'The span up to now: hours, days, month for the present month in UTC, slo for the window of the objectives. 24h where neither it nor from and to are given.',
    ),
  from: z
    .string()
    .datetime({ offset: true })
    .optional()
    .describe('Beginning of another span, in ISO 8601; needs to as well.'),
  to: z
    .string()
    .datetime({ offset: true })
    .optional()
    .describe('End of that span, which no longer belongs to it.'),
  deployment: z
    .string()
    .min(1)
    .optional()
    .describe('Of this deployment of the model only.'),
  version: z
    .string()
    .min(1)
    .optional()
    .describe('Of this version of the model only.'),
};

const question = z.object(questionFields);

/** Asks one thing of one entity. */
export async function askOne(options: {
  measures: MeasuresService;
  asked: z.output<typeof question>;
  rest?: Pick<LlmMeasureAsk, 'by' | 'compare'>;
  credentials: BackstageCredentials;
}): Promise<{ entityRef: string; answer: LlmMeasureAnswer }> {
  const { measures, asked, rest, credentials } = options;
  const { measure, deployment, version } = asked;
  const { entityRef, answers } = await measures.readMeasures({
    question: {
      entityRef: fullRef(asked.entityRef),
      asks: [
        {
          id: measure,
          measure,
          window: windowOf(asked),
          ...(deployment !== undefined && { deployment }),
          ...(version !== undefined && { version }),
          ...rest,
        },
      ],
    },
    credentials,
  });
  const [answer] = answers;
  if (!answer) {
    throw new Error(`Nothing was said of ${measure}`);
  }
  return { entityRef, answer };
}

function windowOf({ window, from, to }: z.output<typeof question>): LlmWindow {
  if (from === undefined && to === undefined) {
    return window ?? '24h';
  }
  if (window !== undefined) {
    throw new InputError('window must not be given beside from and to');
  }
  if (from === undefined || to === undefined) {
    throw new InputError(
      `${from === undefined ? 'from' : 'to'} is missing: a span needs both`,
    );
  }
  return { from, to };
}

function fullRef(ref: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(ref));
  } catch (error) {
    throw new InputError(
      `entityRef must be the ref of an entity with its kind, such as model:default/qwen3-8b, not '${ref}'`,
      error,
    );
  }
}
