import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { readIntent } from '@modelyard/llm-manifests';
import { llmChangeCheckSchema } from '@modelyard/plugin-llm-node';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { countOf } from '@modelyard/llm-units';
import { z } from 'zod/v3';
import { readIfThere } from '../changes/readIfThere';
import { checkRendered } from './checkRendered';
import { dryRunOutput, levelsOf, levelsOutput, sayChecks } from './checkLevels';
import { validateExamples } from './examples';
import { ManifestTools } from './ManifestTools';

const YAML = /\.ya?ml$/;
/** What is no object of a cluster, and is not applied to one. */
const NO_MANIFEST = /(^|\/)(kustomization|intent|catalog-info)\.ya?ml$/;

const input = z.object({
  folder: z
    .string()
    .min(1)
    .describe('Folder in the workspace; its YAML files are checked together.'),
  target: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Target whose cluster is asked as well, in a dry run; that of the intent.yaml in the folder where it is absent.',
    ),
});

const output = z.object({
  level: z
    .number()
    .describe(
      '1: only the rules of the families, since no schemas are configured. 2: schemas with their CEL rules.',
    ),
  checked: z.number().describe('Objects that a schema was found for.'),
  notChecked: z.array(z.string()).describe('The others, with the reason.'),
  levels: levelsOutput,
  dryRun: dryRunOutput,
  warnings: z.array(z.string()).describe('What is doubtful.'),
  check: llmChangeCheckSchema.describe(
    'The same together, for the step that commits.',
  ),
});

/** `llm:manifests:validate`: manifests in the workspace against the schemas of the operator. */
export function createValidateAction(tools: ManifestTools) {
  return createTemplateAction({
    id: 'llm:manifests:validate',
    description:
      'Checks manifests in the workspace against the CustomResourceDefinitions and Kubernetes definitions that are configured, and asks the cluster in a dry run where the portal has it. Fails with all that a cluster would refuse.',
    examples: validateExamples,
    supportsDryRun: true,
    schema: { input: () => input, output: () => output },
    async handler(ctx) {
      checkRendered(ctx.input);
      const { folder } = ctx.input;
      const files = await readYaml(ctx.workspacePath, folder);
      if (files.length === 0) {
        throw new InputError(
          `The workspace has no manifests in ${folder}: an earlier step should have written them`,
        );
      }
      const target = ctx.input.target ?? (await readTarget(ctx, folder));
      if (ctx.input.target !== undefined) {
        tools.target(ctx.input.target);
      }
      const check = await tools.check(
        files,
        target === undefined
          ? { reason: 'neither the step nor an intent.yaml names a target' }
          : { target, signal: ctx.signal },
      );
      if (check.errors.length > 0) {
        throw new InputError(
          `The manifests are not valid:\n${check.errors
            .map(line => `- ${line}`)
            .join('\n')}`,
        );
      }
      check.warnings.forEach(warning => ctx.logger.warn(warning));
      check.notChecked.forEach(line => ctx.logger.warn(`Not checked: ${line}`));
      ctx.logger.info(
        `${countOf(
          files.length,
          'file of manifests is',
          'files of manifests are',
        )} valid; ${sayChecks(check)}`,
      );
      ctx.output('level', check.level);
      ctx.output('checked', check.checked);
      ctx.output('notChecked', check.notChecked);
      ctx.output('levels', levelsOf(check));
      ctx.output('dryRun', check.dryRun);
      ctx.output('warnings', check.warnings);
      ctx.output('check', {
        kind: 'manifests',
        folder,
        level: check.level,
        checked: check.checked,
        notChecked: check.notChecked,
        dryRun: check.dryRun,
        findings: check.findings,
      });
    },
  });
}

/** The target that an intent beside the manifests is for. */
async function readTarget(
  { workspacePath }: { workspacePath: string },
  folder: string,
): Promise<string | undefined> {
  const text = await readIfThere(
    resolveSafeChildPath(workspacePath, `${folder}/intent.yaml`),
  );
  const intent = text === undefined ? undefined : readIntent(text);
  return intent?.ok ? intent.value.target : undefined;
}

async function readYaml(workspacePath: string, folder: string) {
  const root = resolveSafeChildPath(workspacePath, folder);
  const entries = await readdir(root, {
    recursive: true,
    withFileTypes: true,
  }).catch(error => {
    if (error.code === 'ENOENT') {
      return [];
    }
    throw error;
  });
  const paths = entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .filter(path => YAML.test(path) && !NO_MANIFEST.test(path))
    .sort();
  return Promise.all(
    paths.map(async path => ({
      path: relative(workspacePath, path),
      content: await readFile(path, 'utf8'),
    })),
  );
}
