import { ConflictError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  answeringBackend,
  describeDeployment,
  findFamily,
  Intent,
  placedEngineFields,
} from '@modelyard/llm-manifests';
import { GitOpsTree } from '@modelyard/plugin-llm-gitops-node';
import { z } from 'zod/v3';
import {
  findDeployment,
  FoundDeployment,
  readDeploymentIntent,
} from '../changes/deploymentFolder';
import { ChangeActionOptions } from './changeManifests';
import { driftOf, noteOf } from './change/drift';
import { deploymentFields, driftOutput } from './change/question';
import { readDeploymentExamples } from './examples';
import { parseInput } from './parseInput';

const input = z.object({
  ...deploymentFields,
  expect: z
    .object({
      target: z.string().optional().describe('Name of its target.'),
      family: z.string().optional().describe('A family of its intent.'),
      answers: z
        .boolean()
        .optional()
        .describe('Whether the routes of others must be able to lead to it.'),
    })
    .optional()
    .describe('Ends the run where the deployment is another.'),
});

const output = z.object({
  folder: z.string().describe('Folder in the repository.'),
  target: z.string().describe('Name of the target.'),
  subject: z.record(z.unknown()).describe('Subject of the intent.'),
  on: z
    .record(z.unknown())
    .optional()
    .describe(
      'Where it runs, as the Model has it: pool with devices, provider or base; absent where the catalog does not have it yet.',
    ),
  inputs: z
    .record(z.record(z.unknown()))
    .describe('The fields of each family of the intent, by its name.'),
  serving: z
    .object({
      family: z.string().describe('The family that serves.'),
      engine: z
        .record(z.unknown())
        .describe(
          'Settings of the engine, as llm:model:assess asks for them: without what a place decides.',
        ),
      replicas: z
        .object({ min: z.number(), max: z.number() })
        .optional()
        .describe('Servers at least and at most.'),
      sharedClaim: z
        .string()
        .optional()
        .describe('ResourceClaim that servers share.'),
    })
    .optional()
    .describe('How the model is served; absent where no family serves it.'),
  answersAs: z
    .object({ name: z.string(), namespace: z.string(), model: z.string() })
    .optional()
    .describe(
      'What the route of another deployment names to have this one answer; absent where its own route has nothing that others could name.',
    ),
  drift: driftOutput,
});

/** `llm:manifests:read`: what was decided on a deployment, for steps that ask what a change of it would mean. */
export function createReadDeploymentAction(options: ChangeActionOptions) {
  const { catalog, open, tools } = options;
  return createTemplateAction({
    id: 'llm:manifests:read',
    description:
      'Reads what was decided on a deployment, and whether somebody has edited its manifests since. Nothing is written.',
    examples: readDeploymentExamples,
    supportsDryRun: true,
    schema: { input: () => input, output: () => output },
    async handler(ctx) {
      const question = parseInput(input, ctx.input);
      const found = await findDeployment(
        { catalog, credentials: await ctx.getInitiatorCredentials() },
        question,
      );
      const { folder } = found;
      const tree = await GitOpsTree.read({
        repository: await open(),
        prefix: folder,
      });
      const committed = await tree.readFolder(folder);
      const intent = readDeploymentIntent(found, committed.intent);
      const platform = tools.findTarget(intent.target);
      const answersAs = platform && answeringBackend({ intent, platform });
      requireExpected(found, intent, question.expect);
      if (question.expect?.answers && !answersAs) {
        throw new ConflictError(
          `Nothing can lead to the deployment ${found.name} of ${found.modelRef} when something else fails: its route has nothing that another one could name, as where it leads to a pool, whose picker chooses among its servers`,
        );
      }
      const part = intent.parts.find(
        ({ family }) => findFamily(family)?.serves,
      );
      ctx.output('folder', folder);
      ctx.output('target', intent.target);
      ctx.output('subject', intent.subject);
      if (found.listed?.on) {
        ctx.output('on', { ...found.listed.on });
      }
      ctx.output(
        'inputs',
        Object.fromEntries(
          intent.parts.map(({ family, input: own }) => [family, own]),
        ),
      );
      if (part) {
        const { engine, placement } = part.input;
        const { sharedClaim } = (placement ?? {}) as { sharedClaim?: string };
        ctx.output('serving', {
          family: part.family,
          engine: placedEngineFields(engine),
          replicas:
            platform && describeDeployment({ intent, platform })?.replicas,
          ...(sharedClaim && { sharedClaim }),
        });
      }
      if (answersAs) {
        ctx.output('answersAs', answersAs);
      }
      ctx.output('drift', noteOf(folder, driftOf(committed, tools)));
    },
  });
}

function requireExpected(
  { modelRef, name }: FoundDeployment,
  { target, parts }: Intent,
  expected: z.output<typeof input>['expect'],
): void {
  const title = `The deployment ${name} of ${modelRef}`;
  if (expected?.target && expected.target !== target) {
    throw new ConflictError(
      `${title} runs in ${target}, but only one in ${expected.target} will do here`,
    );
  }
  if (
    expected?.family &&
    !parts.some(({ family }) => family === expected.family)
  ) {
    throw new ConflictError(
      `${title} has no ${expected.family}, which is needed here: add that first`,
    );
  }
}
