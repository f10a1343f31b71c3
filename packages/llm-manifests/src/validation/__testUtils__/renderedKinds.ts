import { loadAll } from 'js-yaml';
import { familyCases } from '../../families/__testUtils__/fixtures';
import { isRecord, type RawSchema } from '../schema/rawSchema';

/** Rendered kinds whose schema is not at hand: they were compared with their documentation by hand. */
export const kindsWithoutSchema: readonly string[] = [
  'nfd.k8s-sigs.io/v1alpha1 NodeFeatureRule',
];

/** What stands beside rendered objects, and is written by people or by other programs. */
const KINDS_BESIDE: readonly string[] = [
  'gateway.networking.k8s.io/v1 GatewayClass',
  'gateway.networking.k8s.io/v1 HTTPRoute',
  'keda.sh/v1alpha1 TriggerAuthentication',
  'kueue.x-k8s.io/v1beta2 Topology',
  'monitoring.coreos.com/v1 ServiceMonitor',
  'nvidia.com/v1alpha1 GPUCluster',
  'resource.nvidia.com/v1beta1 ComputeDomain',
  'serving.kserve.io/v1alpha1 ClusterServingRuntime',
  'serving.kserve.io/v1alpha1 ClusterStorageContainer',
  'serving.kserve.io/v1alpha1 ServingRuntime',
  'serving.kserve.io/v1alpha2 LLMInferenceServiceConfig',
  'v1 Pod',
];

/** The largest object of each kind in the golden files of the families. */
const largest = new Map<string, { object: RawSchema; size: number }>();
for (const { objects = '' } of familyCases) {
  for (const object of loadAll(objects).filter(isRecord)) {
    const kind = `${object.apiVersion} ${object.kind}`;
    const size = JSON.stringify(object).length;
    if (size > (largest.get(kind)?.size ?? 0)) {
      largest.set(kind, { object, size });
    }
  }
}

/** The kinds that manifest families render. */
export const renderedKinds: readonly string[] = [...largest.keys()].sort();

/** Rendered kinds that have a schema, and those that stand beside them. */
export const checkedKinds: readonly string[] = [
  ...renderedKinds.filter(kind => !kindsWithoutSchema.includes(kind)),
  ...KINDS_BESIDE,
];

/** An object of a kind as a family renders it; undefined where none does. */
export function renderedObject(kind: string): RawSchema | undefined {
  return largest.get(kind)?.object;
}

/** Reads `group/version Kind`. */
export function parseKind(text: string): {
  apiVersion: string;
  group: string;
  version: string;
  kind: string;
} {
  const [apiVersion, kind] = text.split(' ');
  const slash = apiVersion.indexOf('/');
  return {
    apiVersion,
    group: slash < 0 ? '' : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    kind,
  };
}
