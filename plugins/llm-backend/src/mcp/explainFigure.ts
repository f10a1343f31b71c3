import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { llmMeasureReadPermission } from '@modelyard/plugin-llm-common';
import { z } from 'zod/v3';
import { MeasuresService } from '../services/measures';
import { answerSchema, flatAnswer } from './figures';
import { askOne, questionFields } from './question';

/** `explain-figure`: how a figure came about. */
export function registerExplainFigure(
  registry: ActionsRegistryService,
  options: { measures: MeasuresService },
): void {
  registry.register({
    name: 'explain-figure',
    title: 'Explain a figure',
    description:
      'Says how a figure of read-measure comes about: its formula in words, each input with what was read and from which source, the query that was asked, such as PromQL, and what should be known when reading it. Use it when somebody asks where a number comes from, doubts it, or wants to know why there is none. It reads only, with the rights of the caller.',
    visibilityPermission: llmMeasureReadPermission,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: () => z.object(questionFields),
      output: () =>
        answerSchema.extend({
          formula: z.string().describe('The formula in words.'),
          inputs: z
            .array(
              z.object({
                name: z.string().describe('Name of the input in the formula.'),
                what: z.string().describe('What was read.'),
                state: z.string().describe('read, or why nothing was read.'),
                value: z
                  .number()
                  .optional()
                  .describe(
                    'Absent where nothing was read, which is not zero.',
                  ),
                unit: z.string().optional(),
                source: z.string().optional().describe('Where it was read.'),
                asOf: z.string().optional().describe('How fresh it is.'),
                query: z.string().optional().describe('What was asked.'),
                note: z.string().optional(),
              }),
            )
            .describe('In the order of the formula.'),
          notes: z
            .array(z.string())
            .describe('What should be known when reading the figure.'),
        }),
    },
    examples: [
      {
        title: 'Why a model has no availability',
        input: {
          entityRef: 'model:default/qwen3-8b',
          measure: 'availability',
          window: 'slo',
        },
      },
    ],
    action: async ({ input, credentials }) => {
      const { entityRef, answer } = await askOne({
        ...options,
        asked: input,
        credentials,
      });
      const { formula, inputs, notes } = answer.result.explain;
      return {
        output: {
          ...flatAnswer(entityRef, answer),
          formula,
          inputs: inputs.map(each => ({ ...each })),
          notes: [...notes],
        },
      };
    },
  });
}
