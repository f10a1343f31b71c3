import { Figure, MeasureResult } from '@modelyard/llm-measures';
import { LlmMeasureAnswer } from '@modelyard/plugin-llm-common';
import { z } from 'zod/v3';

/** What can be said of a figure, as one flat object: a client that reads `value` alone must find none where there is none. */
export const figureSchema = z.object({
  state: z
    .enum([
      'value',
      'no_traffic',
      'no_data',
      'not_instrumented',
      'not_applicable',
      'error',
    ])
    .describe(
      'value: the figure is known. Any other state: there is NO figure, which is not zero; say the reason instead of a number.',
    ),
  value: z.number().optional().describe('Only with the state value.'),
  unit: z.string().optional().describe('Unit of the value.'),
  currency: z
    .string()
    .optional()
    .describe('ISO 4217 code, where the unit is money.'),
  low: z.number().optional().describe('The least that the figure can be.'),
  high: z.number().optional().describe('The most that the figure can be.'),
  reason: z.string().optional().describe('Why there is no figure.'),
  qualifiers: z
    .array(z.enum(['stale', 'partial', 'approximate']))
    .describe(
      'stale: the data is old. partial: something was not seen, so that the figure may be larger. approximate: it is estimated. Say so wherever the figure is said.',
    ),
  asOf: z.string().optional().describe('How fresh the data is, in ISO 8601.'),
  coverage: z
    .number()
    .optional()
    .describe('Share of what should have been seen that was seen, 0 to 1.'),
  sources: z.array(z.string()).describe('Where the data comes from.'),
});

export type FlatFigure = z.output<typeof figureSchema>;

/** A figure as the schema has it. */
export function flatFigure(figure: Figure): FlatFigure {
  const { state, qualifiers, asOf, coverage, sources } = figure;
  return {
    state,
    ...(figure.state === 'value'
      ? {
          value: figure.value,
          unit: figure.unit,
          ...(figure.money && { currency: figure.money.currency }),
          ...(figure.bounds?.low !== undefined && { low: figure.bounds.low }),
          ...(figure.bounds?.high !== undefined && {
            high: figure.bounds.high,
          }),
        }
      : { reason: figure.reason.message }),
    qualifiers: [...qualifiers],
    ...(asOf !== undefined && { asOf }),
    ...(coverage !== undefined && { coverage }),
    sources: [...sources],
  };
}

/** What the schema has of a whole answer. */
export const answerSchema = z.object({
  entityRef: z.string().describe('Full ref of the entity that was measured.'),
  measure: z.string().describe('Id of the measure.'),
  from: z.string().describe('Beginning of the span, in ISO 8601.'),
  to: z.string().describe('End of the span, in ISO 8601.'),
  figure: figureSchema,
  parts: z
    .record(figureSchema)
    .describe('Further figures of the same measure, such as percentiles.'),
  objective: z
    .object({
      limit: z.number().describe('In the unit of the figure.'),
      wanted: z.enum(['below', 'above']),
      met: z.enum(['yes', 'no', 'undecided']),
    })
    .optional()
    .describe('How the figure stands against what the entity promises.'),
});

/** An answer as the schema has it. */
export function flatAnswer(
  entityRef: string,
  { measure, from, to, result }: LlmMeasureAnswer,
): z.output<typeof answerSchema> {
  return {
    entityRef,
    measure,
    from,
    to,
    figure: flatFigure(result),
    parts: partsOf(result),
    ...(result.objective && { objective: { ...result.objective } }),
  };
}

function partsOf({ parts }: MeasureResult): Record<string, FlatFigure> {
  return Object.fromEntries(
    Object.entries(parts).map(([name, figure]) => [name, flatFigure(figure)]),
  );
}
