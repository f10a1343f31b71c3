import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { countOf, formatIssue } from '@modelyard/llm-units';
import { ModelSourceReader, toModelVersion } from '@modelyard/plugin-llm-node';
import { z } from 'zod/v3';
import { checkRendered } from './checkRendered';
import { inspectExamples } from './examples';
import { warningsOf } from './fail';

const input = z.object({
  uri: z
    .string()
    .optional()
    .describe(
      'Where the model is: hf://org/name, oci://registry/repository:tag, or the https address of a config.json or a GGUF file.',
    ),
  revision: z
    .string()
    .optional()
    .describe(
      'Commit, branch or tag at the hub; its default branch if absent.',
    ),
  config: z
    .string()
    .optional()
    .describe(
      "Text of the model's config.json, in place of the one at the address, or without one.",
    ),
  name: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Name of the version; the number format of the weights and the beginning of the commit where it is absent.',
    ),
});

const output = z.object({
  version: z
    .record(z.unknown())
    .describe(
      'A version as a Model has it: source with revision, digest and licence, quantisation, architecture.',
    ),
  issues: z
    .array(z.string())
    .describe('What is unknown, or looks wrong, in sentences.'),
  weightBytes: z.number().optional().describe('Size of the weights in bytes.'),
});

/** `llm:model:inspect`: what a model is, read from where it is published, without its weights. */
export function createInspectAction(options: { reader: ModelSourceReader }) {
  return createTemplateAction({
    id: 'llm:model:inspect',
    description:
      'Reads what a model is from a hub, a registry, an address or its config.json: architecture, size, licence, and the revision that was read.',
    examples: inspectExamples,
    supportsDryRun: true,
    schema: { input: () => input, output: () => output },
    async handler(ctx) {
      checkRendered(ctx.input);
      const { uri, revision, config, name } = ctx.input;
      const found = await options.reader.inspect(
        { uri, revision, config },
        { signal: ctx.signal },
      );
      const { architecture, issues, weightBytes } = found;
      if (!architecture) {
        throw new InputError(
          `Nobody could size this model:\n${issues
            .map(issue => `- ${formatIssue(issue)}`)
            .join('\n')}`,
        );
      }
      warningsOf(issues).forEach(line => ctx.logger.warn(line));
      ctx.logger.info(
        `Read ${countOf(found.files.length, 'file')} of ${
          found.uri ?? 'the configuration'
        }`,
      );
      ctx.output('version', { ...toModelVersion(found, { name }) });
      ctx.output('issues', issues.map(formatIssue));
      if (weightBytes !== undefined) {
        ctx.output('weightBytes', weightBytes);
      }
    },
  });
}
