import type { DeploymentSubject } from '../../intent/subject';
import { digestOf } from '../../objects/digestOf';
import type { KubernetesObject } from '../../objects/KubernetesObject';
import type { SourceInput } from '../../serving/engine';
import { storageUri } from '../../serving/kserve/storage';
import type { KserveCacheInput } from './input';

/** What KServe calls the volume of a node; it gives each model one with a name of its own. */
const VOLUME = 'models';

/** The objects of KServe's cache of models on the disks of nodes. */
export function kserveCache(options: {
  subject: DeploymentSubject;
  input: KserveCacheInput;
  source: SourceInput;
}): KubernetesObject[] {
  const { subject, input, source } = options;
  const uri = storageUri(source);
  const isNamespaced = input.scope === 'namespace';
  // Where a model comes from cannot be changed: another place is another cache.
  const name = `${subject.name}-${digestOf(uri)}`;
  return [
    ...nodeGroup(input),
    {
      apiVersion: 'serving.kserve.io/v1alpha1',
      kind: isNamespaced ? 'LocalModelNamespaceCache' : 'LocalModelCache',
      metadata: isNamespaced
        ? { name, namespace: subject.namespace }
        : { name: `${subject.namespace}-${name}` },
      spec: {
        sourceModelUri: uri,
        modelSize: input.size,
        nodeGroups: input.nodeGroups,
        ...(input.serviceAccount && {
          serviceAccountName: input.serviceAccount,
        }),
      },
    },
  ];
}

function nodeGroup({ newGroup }: KserveCacheInput): KubernetesObject[] {
  if (!newGroup) {
    return [];
  }
  const common = {
    accessModes: ['ReadWriteOnce'],
    storageClassName: newGroup.storageClass,
    volumeMode: 'Filesystem',
  };
  return [
    {
      apiVersion: 'serving.kserve.io/v1alpha1',
      kind: 'LocalModelNodeGroup',
      metadata: { name: newGroup.name },
      spec: {
        storageLimit: newGroup.limit,
        persistentVolumeClaimSpec: {
          ...common,
          resources: { requests: { storage: newGroup.limit } },
          volumeName: VOLUME,
        },
        persistentVolumeSpec: {
          ...common,
          capacity: { storage: newGroup.limit },
          local: { path: newGroup.path },
          nodeAffinity: {
            required: {
              nodeSelectorTerms: [
                {
                  matchExpressions: Object.entries(newGroup.nodeSelector).map(
                    ([key, value]) => ({
                      key,
                      operator: 'In',
                      values: [value],
                    }),
                  ),
                },
              ],
            },
          },
        },
      },
    },
  ];
}
