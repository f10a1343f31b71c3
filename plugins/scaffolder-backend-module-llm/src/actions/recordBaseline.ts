import {
  AuthService,
  DiscoveryService,
  resolveSafeChildPath,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError, ResponseError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { readBenchmark } from '@modelyard/llm-measures';
import { LlmClient } from '@modelyard/plugin-llm-common';
import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod/v3';
import { checkRendered } from './checkRendered';
import { recordBaselineExamples } from './examples';
import { valueOf } from './fail';
import { parseInput } from './parseInput';

/** As much as the backend takes. */
const MOST_BYTES = 8 * 1024 * 1024;

const positive = z.number().positive();

const asked = z.object({
  model: z.string().min(1).describe('Ref of the model that was measured.'),
  version: z.string().min(1).describe('Name of the version.'),
  deployment: z
    .string()
    .min(1)
    .describe('Name of the deployment that was measured.'),
  path: z
    .string()
    .optional()
    .describe(
      'File in the workspace with the JSON that guidellm or vllm bench serve wrote, at most 8 MiB; in place of result.',
    ),
  conditions: z
    .object({
      accelerator: z
        .string()
        .optional()
        .describe('Name of the accelerator, as pools have it.'),
      gpus: z
        .number()
        .int()
        .positive()
        .optional()
        .describe('How many GPUs one replica took.'),
      inputTokens: positive
        .optional()
        .describe('Mean length of a prompt, in tokens.'),
      outputTokens: positive
        .optional()
        .describe('Mean length of an answer, in tokens.'),
      concurrency: positive.optional().describe('Requests at the same time.'),
      requestRate: positive.optional().describe('Requests per second.'),
      engine: z
        .string()
        .optional()
        .describe('What served the model, such as vllm 0.29.0.'),
      engineArgs: z
        .array(z.string())
        .optional()
        .describe('Arguments that the engine ran with.'),
    })
    .strict()
    .optional()
    .describe(
      'Conditions that the result does not say; what it says itself comes first. Without accelerator and GPUs nothing can be compared to it.',
    ),
  note: z
    .string()
    .trim()
    .max(1000)
    .optional()
    .describe('What should be known of it.'),
});

const input = asked.extend({
  result: z
    .union([z.record(z.unknown()), z.string()])
    .optional()
    .describe('The JSON itself, as an object or as text; in place of path.'),
});

const output = z.object({
  id: z
    .string()
    .optional()
    .describe('Names the record. Absent in a dry run, which records nothing.'),
  tool: z.string().describe('What made the result.'),
  ranAt: z.string().describe('When the benchmark ran, in ISO 8601.'),
  tokensPerSecond: z
    .number()
    .describe('Output tokens per second at the best of its runs.'),
  conditions: z.record(z.unknown()).describe('Under which conditions.'),
});

/** `llm:baseline:record`: records what a benchmark measured, on behalf of the person who runs the template. */
export function createRecordBaselineAction(options: {
  auth: AuthService;
  discovery: DiscoveryService;
}) {
  const { auth, discovery } = options;
  const client = LlmClient.create({
    discoveryApi: discovery,
    fetchApi: { fetch },
  });
  return createTemplateAction({
    id: 'llm:baseline:record',
    description:
      'Records what guidellm or vllm bench serve measured of a deployment, as that to which its later throughput is compared. Only who owns the model or runs the platform may.',
    examples: recordBaselineExamples,
    supportsDryRun: true,
    schema: { input: () => input, output: () => output },
    async handler(ctx) {
      // The result goes on as it was written: what is empty in it is part of what is digested.
      const { result: given, ...fields } = ctx.input;
      const { path, ...baseline } = parseInput(asked, fields);
      const result = await readResult(ctx.workspacePath, given, path);
      const read = valueOf('The result cannot be read', readBenchmark(result));
      const credentials = await ctx.getInitiatorCredentials();
      if (!auth.isPrincipal(credentials, 'user')) {
        throw new NotAllowedError('Only a person may record a baseline');
      }
      if (ctx.isDryRun) {
        ctx.logger.info(
          `Would record ${read.tokensPerSecond} output tokens per second of ${baseline.model}`,
        );
        ctx.output('tool', read.tool);
        ctx.output('ranAt', read.ranAt);
        ctx.output('tokensPerSecond', read.tokensPerSecond);
        ctx.output('conditions', {
          ...baseline.conditions,
          ...read.conditions,
        });
        return;
      }
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: credentials,
        targetPluginId: 'llm',
      });
      const recorded = await client
        .recordBaseline({ ...baseline, result }, { token, signal: ctx.signal })
        .catch(withReason);
      ctx.logger.info(
        `Recorded ${recorded.tokensPerSecond} output tokens per second of ${recorded.model}, ${recorded.deployment}, as ${recorded.id}`,
      );
      ctx.output('id', recorded.id);
      ctx.output('tool', recorded.tool);
      ctx.output('ranAt', recorded.ranAt);
      ctx.output('tokensPerSecond', recorded.tokensPerSecond);
      ctx.output('conditions', { ...recorded.conditions });
    },
  });
}

/** Ends with what the backend says, which is no more than the cause of the error by which its status is told. */
function withReason(error: unknown): never {
  throw error instanceof ResponseError ? error.cause : error;
}

async function readResult(
  workspace: string,
  given: unknown,
  path: string | undefined,
): Promise<object> {
  const said = given === '' || given === null ? undefined : given;
  if ((said === undefined) === (path === undefined)) {
    throw new InputError(
      said === undefined
        ? 'result: is missing, and path as well; one of them must be given'
        : 'result: must not be given beside path',
    );
  }
  if (path !== undefined) {
    return parseResult('path', await readWorkspace(workspace, path));
  }
  return typeof said === 'string'
    ? parseResult('result', said)
    : requireObject('result', said);
}

async function readWorkspace(workspace: string, path: string): Promise<string> {
  const file = resolveSafeChildPath(workspace, path);
  const { size } = await stat(file).catch(error => {
    throw new InputError(`path: the workspace has no file ${path}`, error);
  });
  if (size > MOST_BYTES) {
    throw new InputError(
      "path: the file has more than 8 MiB: leave single requests out of the result, with guidellm's option for the sample size or without --save-detailed of vllm bench serve",
    );
  }
  return readFile(file, 'utf8');
}

function parseResult(field: string, text: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    checkRendered(text, field);
    throw new InputError(`${field}: is not JSON`, error);
  }
  return requireObject(field, value);
}

function requireObject(field: string, value: unknown): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InputError(`${field}: is not an object of JSON`);
  }
  return value;
}
