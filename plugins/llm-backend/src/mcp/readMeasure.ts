import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { dimensions } from '@modelyard/llm-measures';
import { llmMeasureReadPermission } from '@modelyard/plugin-llm-common';
import { z } from 'zod/v3';
import { MeasuresService } from '../services/measures';
import { answerSchema, figureSchema, flatAnswer, flatFigure } from './figures';
import { askOne, questionFields } from './question';

/** `read-measure`: one figure of one entity. */
export function registerReadMeasure(
  registry: ActionsRegistryService,
  options: { measures: MeasuresService },
): void {
  registry.register({
    name: 'read-measure',
    title: 'Read a measure',
    description:
      'Reads one figure about a language model, a GPU pool, or a component, system or group that uses models: usage in tokens or requests, cost, latency, reliability, GPU use, energy or guardrails, over a span of time. Use it for every question of how much, how fast, how reliable or how expensive. A figure that is missing has a state and a reason instead of a value, and must never be taken for zero. It reads only, with the rights of the caller. To justify a figure use explain-figure.',
    visibilityPermission: llmMeasureReadPermission,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: () =>
        z.object({
          ...questionFields,
          by: z
            .enum(dimensions as [string, ...string[]])
            .optional()
            .describe(
              'Tells the figure apart by this as well, largest first. Not every measure can be: the error says which are possible.',
            ),
          compare: z
            .boolean()
            .optional()
            .describe('Reads the span of the same length before as well.'),
        }),
      output: () =>
        answerSchema.extend({
          previous: figureSchema
            .optional()
            .describe('That of the span before, with compare.'),
          groups: z
            .array(
              z.object({
                key: z.string().describe('Such as the ref of a consumer.'),
                figure: figureSchema,
              }),
            )
            .optional()
            .describe('With by: each value of it, largest first.'),
        }),
    },
    examples: [
      {
        title: 'Tokens of a model in the last 30 days',
        input: {
          entityRef: 'model:default/qwen3-8b',
          measure: 'token-usage',
          window: '30d',
        },
      },
      {
        title: 'What a team spends this month, by model',
        input: {
          entityRef: 'group:default/search',
          measure: 'cost-used',
          window: 'month',
          by: 'model',
        },
      },
    ],
    action: async ({ input, credentials }) => {
      const { by, compare, ...asked } = input;
      const dimension = dimensions.find(each => each === by);
      const { entityRef, answer } = await askOne({
        ...options,
        asked,
        rest: {
          ...(dimension && { by: dimension }),
          ...(compare && { compare }),
        },
        credentials,
      });
      return {
        output: {
          ...flatAnswer(entityRef, answer),
          ...(answer.previous && { previous: flatFigure(answer.previous) }),
          ...(answer.groups && {
            groups: answer.groups.map(({ key, result }) => ({
              key,
              figure: flatFigure(result),
            })),
          }),
        },
      };
    },
  });
}
