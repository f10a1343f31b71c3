import type { DeploymentSubject } from '../../intent/subject';
import type { KubernetesObject } from '../../objects/KubernetesObject';
import type { PlatformRequirement } from '../../platform/requirements';
import { sourceRequirements } from '../../serving/modelSource';
import { defineFamily } from '../defineFamily';
import { checkModelCache, Context, sourceOf } from './check';
import { example } from './example';
import { ModelCacheInput, modelCacheInput } from './input';
import { kserveCache } from './kserveCache';
import { prePull } from './prePull';
import { readCacheStatus } from './status';

/** Weights and images on nodes before a server needs them. */
export const modelCache = defineFamily<ModelCacheInput, DeploymentSubject>({
  id: 'model-cache',
  title: 'Model cache',
  description:
    "Weights and images on nodes before a server needs them, so that new servers start in minutes less: KServe's cache on local disks, or images and weights that are pulled ahead.",
  subject: 'deployment',
  input: modelCacheInput,
  example,
  kinds: [
    'serving.kserve.io/v1alpha1 LocalModelCache',
    'serving.kserve.io/v1alpha1 LocalModelNamespaceCache',
    'serving.kserve.io/v1alpha1 LocalModelNodeGroup',
    'apps/v1 DaemonSet',
    'batch/v1 Job',
  ],
  requirements,
  check: checkModelCache,
  render,
  readStatus: readCacheStatus,
});

function requirements(context: Context): PlatformRequirement[] {
  const { input } = context;
  const source = sourceOf(context);
  if (input.by === 'pre-pull') {
    return source ? sourceRequirements(source) : [];
  }
  return [
    input.scope === 'namespace'
      ? {
          component: 'kserve',
          // LocalModelNamespaceCache came with it.
          atLeast: '0.18',
          why: 'a cache for one namespace',
          instead: 'choose the scope cluster',
        }
      : {
          component: 'kserve',
          atLeast: '0.16',
          why: 'a cache of models on nodes',
          instead: 'choose pre-pull',
        },
  ];
}

function render(context: Context): KubernetesObject[] {
  const { subject, platform, input, serving } = context;
  const source = sourceOf(context);
  if (input.by === 'pre-pull') {
    return prePull({ subject, platform, input, source, serving });
  }
  return source ? kserveCache({ subject, input, source }) : [];
}
