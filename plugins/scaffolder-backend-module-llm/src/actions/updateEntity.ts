import {
  AuthService,
  resolveSafeChildPath,
} from '@backstage/backend-plugin-api';
import {
  DEFAULT_NAMESPACE,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  createTemplateAction,
  TemplateExample,
} from '@backstage/plugin-scaffolder-node';
import {
  GPU_POOL_KIND,
  MODEL_KIND,
  MODELYARD_API_VERSION,
} from '@modelyard/plugin-llm-common';
import { GitOpsRepository } from '@modelyard/plugin-llm-gitops-node';
import { LlmEntityErrors, updateEntityFile } from '@modelyard/plugin-llm-node';
import { z } from 'zod/v3';
import { readIfThere } from '../changes/readIfThere';
import { findCatalogFile, whyMissing, whyTaken } from '../changes/catalogFile';
import { writeChanges } from '../changes/writeChanges';
import { checkRendered } from './checkRendered';
import { gpuPoolExamples, modelExamples } from './examples';
import { fail, valueOf } from './fail';
import { OwnGroupOptions, requireOwnGroup } from './requireOwnGroup';
import { saidOf } from './said';
import { writtenFile } from '../changes/writtenFile';

const output = z.object({
  path: z.string().describe('The catalog file.'),
  outcome: z
    .enum(['created', 'changed', 'unchanged'])
    .describe('What became of the entity.'),
  entity: z.record(z.unknown()).describe('The entity as the file has it now.'),
  changes: z
    .array(writtenFile)
    .describe('The file with its digest; none where nothing changed.'),
});

function inputOf(kind: string) {
  return z.object({
    ref: z.string().min(1).describe(`Ref of the ${kind}.`),
    metadata: z
      .record(z.unknown())
      .optional()
      .describe(
        'Fields of metadata to change; null removes one, an empty text or list says nothing.',
      ),
    spec: z
      .record(z.unknown())
      .optional()
      .describe(
        'Fields of spec to change; null removes one, an empty text or list says nothing. Lists whose items have a name are changed item by item, and one with $patch: delete is taken out.',
      ),
    path: z
      .string()
      .min(1)
      .optional()
      .describe(
        'The catalog file; that which the entity came from, or a new one, where it is absent. What an earlier step left of it in the workspace counts, otherwise what the GitOps repository has.',
      ),
    mode: z
      .enum(['any', 'new', 'existing'])
      .optional()
      .describe(
        `new: ends the run where the ${kind} exists already and is not just as asked. existing: ends it where there is none. any, or absent: creates or changes it.`,
      ),
  });
}

/** What the actions about entities ask for. */
export interface EntityActionOptions extends OwnGroupOptions {
  auth: AuthService;
  catalog: CatalogService;
  /** Opens the GitOps repository. */
  open: () => Promise<GitOpsRepository>;
}

/** `llm:catalog:model`: creates a Model or changes it in its file. */
export function createModelAction(options: EntityActionOptions) {
  return createEntityAction({
    ...options,
    id: 'llm:catalog:model',
    kind: MODEL_KIND,
    examples: modelExamples,
  });
}

/** `llm:catalog:gpu-pool`: creates a GpuPool or changes it in its file. */
export function createGpuPoolAction(options: EntityActionOptions) {
  return createEntityAction({
    ...options,
    id: 'llm:catalog:gpu-pool',
    kind: GPU_POOL_KIND,
    examples: gpuPoolExamples,
  });
}

function createEntityAction(
  options: EntityActionOptions & {
    id: string;
    kind: string;
    examples: TemplateExample[];
  },
) {
  const { id, kind, examples } = options;
  const input = inputOf(kind);
  const errors = LlmEntityErrors.create();
  return createTemplateAction({
    id,
    description: `Creates a ${kind} in its catalog file, or changes one with its comments and the order of its fields kept. An entity that breaks the rules of its kind ends the run.`,
    examples,
    supportsDryRun: true,
    schema: { input: () => input, output: () => output },
    async handler(ctx) {
      checkRendered(ctx.input);
      const { ref, metadata, spec, mode = 'any' } = ctx.input;
      const { name, namespace } = readRef(ref, kind);
      const fullRef = stringifyEntityRef({ kind, name, namespace });
      if (ctx.input.path !== undefined) {
        // Nothing is read by a path that nothing could be written to.
        resolveSafeChildPath(ctx.workspacePath, ctx.input.path);
      }
      const { path, committed, inCatalog } = await findCatalogFile({
        ...options,
        ref: fullRef,
        path: ctx.input.path,
        mode,
        credentials: await ctx.getInitiatorCredentials(),
      });
      const file = resolveSafeChildPath(ctx.workspacePath, path);
      const update = {
        apiVersion: MODELYARD_API_VERSION,
        kind,
        metadata: {
          ...saidOf(metadata),
          name,
          // A file says nothing of the namespace that everything is in by default.
          ...(namespace !== DEFAULT_NAMESPACE && { namespace }),
        },
        spec: spec && saidOf(spec),
      };
      if (mode === 'new') {
        // A run that finds what it has committed itself has nothing left to do.
        const present = valueOf(
          path,
          updateEntityFile({ text: committed, update }),
        );
        if (
          present.outcome === 'changed' ||
          (present.outcome === 'created' && inCatalog)
        ) {
          throw new ConflictError(whyTaken(fullRef));
        }
      }
      const { text, entity, outcome } = valueOf(
        path,
        updateEntityFile({
          text: (await readIfThere(file)) ?? committed,
          update,
        }),
      );
      if (mode === 'existing' && outcome === 'created') {
        throw new NotFoundError(whyMissing(fullRef));
      }
      const found = (await errors.find([entity])).get(entity);
      if (found) {
        fail(`${ref} would not be valid`, found);
      }
      if (outcome !== 'unchanged') {
        await requireOwnGroup({
          ...options,
          run: ctx,
          field: 'spec.owner',
          owner: spec?.owner,
          of: stringifyEntityRef(entity),
          namespace: entity.metadata.namespace,
        });
      }
      ctx.output('path', path);
      ctx.output('outcome', outcome);
      ctx.output('entity', { ...entity });
      if (outcome === 'unchanged') {
        ctx.logger.info(`${ref} is already as asked`);
        ctx.output('changes', []);
        return;
      }
      ctx.output(
        'changes',
        await writeChanges(ctx.workspacePath, [
          { path, content: text, committed: committed ?? null },
        ]),
      );
      ctx.logger.info(
        `${outcome === 'created' ? 'Added' : 'Changed'} ${ref} in ${path}`,
      );
    },
  });
}

function readRef(ref: string, kind: string) {
  let parsed;
  try {
    parsed = parseEntityRef(ref, { defaultKind: kind });
  } catch (error) {
    throw new InputError(`ref is no entity reference: ${ref}`, error);
  }
  if (parsed.kind.toLowerCase() !== kind.toLowerCase()) {
    throw new InputError(`ref must name a ${kind}, not ${ref}`);
  }
  return parsed;
}
