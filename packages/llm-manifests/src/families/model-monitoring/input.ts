import { parseDuration, parseRatio, Result } from '@modelyard/llm-units';
import { z } from 'zod/v3';
import { labelKey, line } from '../../objects/fields';

/** A text that has to be read by a reader of units; what that one says is what people see. */
function readable(read: (value: unknown) => Result<number>) {
  return line.superRefine((value, context) => {
    const result = read(value);
    if (!result.ok) {
      context.addIssue({
        code: z.ZodIssueCode.custom,
        message: result.issues[0].message,
      });
    }
  });
}

const duration = readable(parseDuration);
const ratio = readable(parseRatio);

const scrapeDuration = line.regex(
  /^[1-9][0-9]{0,3}(ms|s|m|h)$/,
  'must be a duration such as 15s',
);

/** Values of labels of alerts are free text for whoever routes them, but a template runs in them. */
const plain = line
  .min(1)
  .max(200)
  .regex(/^[^{}]*$/, 'must not have braces, which alerts take for templates');

const sloSchema = z
  .object({
    window: duration
      .default('30d')
      .describe('Time that the objectives are about, from 7d to 90d.'),
    availability: z
      .object({
        objective: ratio.describe('Share of requests that succeed, as 99.9%.'),
        measuredAt: z
          .enum(['engine', 'gateway'])
          .default('engine')
          .describe(
            'Who counts: the engine sees only what reaches it, the gateway all that clients see.',
          ),
      })
      .strict()
      .optional(),
    ttftP95: duration
      .optional()
      .describe('Time to the first token that 95 of 100 requests stay below.'),
    interTokenP95: duration
      .optional()
      .describe('Time between tokens that 95 of 100 stay below.'),
  })
  .strict();

/** Fields of the family `model-monitoring`. */
export const modelMonitoringInput = z
  .object({
    slo: sloSchema
      .optional()
      .describe('Objectives; alerts say when they are about to be missed.'),
    scrape: z
      .discriminatedUnion('by', [
        z
          .object({
            by: z.literal('pod-monitor'),
            interval: scrapeDuration.default('15s'),
          })
          .strict(),
        z
          .object({
            by: z.literal('existing'),
            job: line
              .regex(
                /^[A-Za-z0-9_./:-]+$/,
                'must be the name of a scrape job, as in the label job',
              )
              .describe('Name of the job that scrapes the pods already.'),
          })
          .strict(),
      ])
      .default({ by: 'pod-monitor' })
      .describe('How Prometheus gets at the engine.'),
    alerts: z
      .object({
        page: plain.default('critical').describe('Severity that wakes people.'),
        ticket: plain.default('warning').describe('Severity that can wait.'),
        labels: z
          .record(
            labelKey.regex(
              /^[a-zA-Z_][a-zA-Z0-9_]*$/,
              'must consist of letters, digits and underscores',
            ),
            plain,
          )
          .default({})
          .describe('Further labels, such as the team that is told.'),
        runbook: line
          .regex(
            /^https?:\/\/[^\s{}]+$/,
            'must be an address with http or https',
          )
          .optional()
          .describe('What to read when an alert comes.'),
        downAfter: scrapeDuration
          .default('10m')
          .describe('How long no server answers before it is told.'),
        waitingRequests: z
          .number()
          .gt(0)
          .default(10)
          .describe('Waiting requests for each server that are too many.'),
        kvCacheUsage: z
          .number()
          .gt(0)
          .max(1)
          .default(0.9)
          .describe('Share of the memory for context that is too much.'),
      })
      .strict()
      .default({}),
  })
  .strict();

export type ModelMonitoringInput = z.output<typeof modelMonitoringInput>;
