import type { KnownKind } from '../schema/SchemaSource';
import type { Rule } from './Rule';
import { containersOf, podsIn } from './support/pods';
import { get, items, text } from './support/read';

const PARTIAL = [
  'ServingRuntime',
  'ClusterServingRuntime',
  'LLMInferenceServiceConfig',
];

// Pods of these are put together from several objects, and a claim may stand in another one.
function isComplete({ group, kind }: KnownKind): boolean {
  return !(group === 'serving.kserve.io' && PARTIAL.includes(kind));
}

/** Source: validation of pods in Kubernetes. */
export const podClaimReferences: Rule = {
  code: 'pod-claim-references',
  appliesTo: isComplete,
  check: ({ object }) => {
    const bases = get(object, 'spec', 'baseRefs');
    if (Array.isArray(bases) && bases.length > 0) {
      return [];
    }
    return podsIn(object).flatMap(pod => {
      const known = new Set(
        items(pod.pod, pod.path, 'resourceClaims').map(({ item }) =>
          text(item, 'name'),
        ),
      );
      return containersOf(pod).flatMap(container =>
        items(container.item, container.path, 'resources', 'claims')
          .filter(({ item }) => !known.has(text(item, 'name')))
          .map(claim => ({
            path: `${claim.path}.name`,
            message: `names the claim "${text(claim.item, 'name')}", which ${
              pod.path || 'the pod'
            } does not list under resourceClaims`,
          })),
      );
    });
  },
};
