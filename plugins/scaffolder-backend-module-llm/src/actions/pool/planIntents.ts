import {
  DEFAULT_NAMESPACE,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  Intent,
  parseIntent,
  Platform,
  PoolSubject,
  readIntent,
  RENDERER_VERSION,
} from '@modelyard/llm-manifests';
import {
  GpuPoolEntityV1alpha1,
  PoolSharing,
  poolNameInCluster,
} from '@modelyard/plugin-llm-common';
import { GitOpsTree } from '@modelyard/plugin-llm-gitops-node';
import { subjectFolder } from '../../changes/folders';
import { valueOf } from '../fail';
import { findSharingHolder, SHARING } from './findHolder';

/** A part of an intent. */
export type Part = Intent['parts'][number];

/** An intent that is to be rendered, and where. */
export interface PlannedIntent {
  folder: string;
  intent: Intent;
}

/** What a pool is in a cluster. */
export function subjectOf(
  entity: GpuPoolEntityV1alpha1,
  platform: Platform,
): Omit<PoolSubject, 'costCentre'> {
  const { namespace = DEFAULT_NAMESPACE } = entity.metadata;
  return {
    kind: 'pool',
    name: poolNameInCluster(entity),
    namespace: platform.gpuOperator.namespace,
    pool: stringifyEntityRef(entity),
    owner: stringifyEntityRef(
      parseEntityRef(entity.spec.owner, {
        defaultKind: 'group',
        defaultNamespace: namespace,
      }),
    ),
  };
}

/**
 * The intents that hold what a pool needs: its own, and where another pool of the cluster already holds how GPUs are shared
 * there, that one as well. What an intent holds beside stays.
 */
export async function planIntents(options: {
  tree: GitOpsTree;
  subject: ReturnType<typeof subjectOf>;
  target: string;
  groups: PoolSharing['groups'];
  /** Parts that are the pool's own in any case. */
  parts: readonly Part[];
}): Promise<{ intents: PlannedIntent[]; holder?: string }> {
  const { tree, subject, target, groups } = options;
  const folder = subjectFolder(subject);
  const present = await readOwn(tree, folder);
  const holder =
    groups.length > 0
      ? await findSharingHolder({ tree, target, ownFolder: folder })
      : undefined;
  const own = [
    ...(groups.length > 0 && !holder
      ? [withGroups(present?.parts ?? [], groups)]
      : []),
    ...options.parts,
  ];
  return {
    intents: [
      ...(holder
        ? [
            {
              folder: holder.folder,
              intent: {
                ...holder.intent,
                parts: merged(holder.intent.parts, [
                  withGroups(holder.intent.parts, groups),
                ]),
              },
            },
          ]
        : []),
      ...(own.length > 0
        ? [
            {
              folder,
              intent: toIntent({
                target,
                subject: { ...present?.subject, ...subject },
                parts: merged(present?.parts ?? [], own),
              }),
            },
          ]
        : []),
    ],
    ...(holder && { holder: holder.folder }),
  };
}

async function readOwn(
  tree: GitOpsTree,
  folder: string,
): Promise<Intent | undefined> {
  const path = `${folder}/intent.yaml`;
  const text = await tree.readText(path);
  return text === undefined
    ? undefined
    : valueOf(`${path} cannot be read`, readIntent(text));
}

function toIntent(choices: {
  target: string;
  subject: unknown;
  parts: readonly Part[];
}): Intent {
  return valueOf(
    'The pool makes no intent',
    parseIntent({
      apiVersion: 'modelyard.dev/v1alpha1',
      kind: 'Intent',
      renderer: RENDERER_VERSION,
      ...choices,
    }),
  );
}

/** Parts in their order, with others of the same family in their place. */
function merged(present: readonly Part[], parts: readonly Part[]): Part[] {
  const isNew = ({ family }: Part) =>
    !present.some(part => part.family === family);
  return [
    ...present.map(
      part => parts.find(({ family }) => family === part.family) ?? part,
    ),
    ...parts.filter(isNew),
  ];
}

/** The part with the groups of a cluster, those of a pool in it. */
function withGroups(
  parts: readonly Part[],
  groups: PoolSharing['groups'],
): Part {
  const input = parts.find(({ family }) => family === SHARING)?.input ?? {};
  const present = Array.isArray(input.groups) ? input.groups : [];
  const names = new Set(groups.map(({ name }) => name));
  return {
    family: SHARING,
    input: {
      ...input,
      groups: [...present.filter(({ name }) => !names.has(name)), ...groups],
    },
  };
}
