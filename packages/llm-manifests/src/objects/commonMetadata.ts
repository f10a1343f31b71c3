import type { Subject } from '../intent/subject';
import type { Platform } from '../platform/Platform';
import type { KubernetesObject } from './KubernetesObject';

/** Labels and annotations are names of things that users meet in the cluster and in telemetry. */
const GROUP = 'modelyard.dev';

/** The name part of an entity reference, as the value of a label: references hold characters that labels do not allow. */
export function nameOfRef(ref: string): string {
  return ref.slice(ref.indexOf('/') + 1).slice(0, 63);
}

/** The labels that say what a pod or an object belongs to; the same on everything that one intent renders. */
export function commonLabels(options: {
  subject: Subject;
  platform: Platform;
}): Record<string, string> {
  const { subject, platform } = options;
  const own: Record<string, string> =
    subject.kind === 'deployment'
      ? {
          'app.kubernetes.io/name': nameOfRef(subject.model),
          'app.kubernetes.io/instance': subject.name,
          'app.kubernetes.io/version': subject.version,
          'backstage.io/kubernetes-id': nameOfRef(subject.model),
          [`${GROUP}/model`]: nameOfRef(subject.model),
          [`${GROUP}/version`]: subject.version,
          [`${GROUP}/deployment`]: subject.deployment,
          [`${GROUP}/environment`]: subject.environment,
          'llm-d.ai/model': subject.servedModelName,
        }
      : {
          'app.kubernetes.io/name': nameOfRef(subject.pool),
          'app.kubernetes.io/instance': subject.name,
          'backstage.io/kubernetes-id': nameOfRef(subject.pool),
          [`${GROUP}/pool`]: nameOfRef(subject.pool),
        };
  return {
    ...platform.labels,
    ...own,
    'app.kubernetes.io/part-of': 'modelyard',
    'app.kubernetes.io/managed-by': 'modelyard',
    [`${GROUP}/owner`]: nameOfRef(subject.owner),
    ...(subject.costCentre && { [`${GROUP}/cost-centre`]: subject.costCentre }),
  };
}

/** The references that labels cannot hold. */
function commonAnnotations(subject: Subject): Record<string, string> {
  return {
    ...(subject.kind === 'deployment'
      ? { [`${GROUP}/model-ref`]: subject.model }
      : { [`${GROUP}/pool-ref`]: subject.pool }),
    [`${GROUP}/owner-ref`]: subject.owner,
  };
}

/** Objects with the labels and annotations that everything gets; their own come first where both have one. */
export function withCommonMetadata(options: {
  objects: readonly KubernetesObject[];
  subject: Subject;
  platform: Platform;
}): KubernetesObject[] {
  const labels = commonLabels(options);
  const annotations = commonAnnotations(options.subject);
  return options.objects.map(object => ({
    ...object,
    metadata: {
      ...object.metadata,
      labels: { ...labels, ...object.metadata.labels },
      annotations: { ...annotations, ...object.metadata.annotations },
    },
  }));
}

/** The labels that select the pods of a deployment, and no others. They never change while it lives. */
export function selectorLabels(subject: {
  name: string;
}): Record<string, string> {
  return { 'app.kubernetes.io/instance': subject.name };
}
