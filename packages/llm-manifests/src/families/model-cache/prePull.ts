import type { DeploymentSubject } from '../../intent/subject';
import { commonLabels } from '../../objects/commonMetadata';
import { digestOf } from '../../objects/digestOf';
import type { KubernetesObject } from '../../objects/KubernetesObject';
import type { Platform } from '../../platform/Platform';
import type { SourceInput } from '../../serving/engine';
import { literal } from '../../serving/literal';
import { modelSource } from '../../serving/modelSource';
import { containerSecurity } from '../../serving/pod';
import type { ServingTarget } from '../Family';
import type { PrePullInput } from './input';

interface Options {
  readonly subject: DeploymentSubject;
  readonly platform: Platform;
  readonly input: PrePullInput;
  readonly source?: SourceInput;
  readonly serving?: ServingTarget;
}

/** What the holders of images run as: nobody. */
const NOBODY = 65_534;

/** Where servers keep weights of the hub. */
const CACHE = '/cache';

/** Names come through the environment, so that none of them is ever read as a program. */
const DOWNLOAD = [
  'import os',
  'from huggingface_hub import snapshot_download',
  'snapshot_download(os.environ["MODEL"], revision=os.environ.get("REVISION"))',
].join('\n');

/** Pulls images, and weights, before a server needs them. */
export function prePull(options: Options): KubernetesObject[] {
  return [...imageHolder(options), ...weightsJob(options)];
}

/** Images that nodes keep. */
export function imagesOf({ input, platform, serving }: Options): string[] {
  return input.images ?? [serving?.engine.image ?? platform.images.vllm];
}

/** Labels of pods that belong to a deployment, but answer no requests: what selects its servers must not select them. */
function podLabels({ subject, platform }: Options, part: string) {
  return {
    ...commonLabels({ subject, platform }),
    'app.kubernetes.io/instance': `${subject.name}-${part}`,
  };
}

/** A pod on each node that runs the images once and then does nothing: images in use are not cleared away. */
function imageHolder(options: Options): KubernetesObject[] {
  const { subject, platform, input, source } = options;
  const images = imagesOf(options);
  const model = source && modelSource(source);
  const hasModelImage = source?.uri.startsWith('oci://') ?? false;
  if (images.length === 0 && !hasModelImage) {
    return [];
  }
  const name = `${subject.name}-pull`;
  const labels = podLabels(options, 'pull');
  const resources = {
    requests: { cpu: '10m', memory: '16Mi' },
    limits: { memory: '64Mi' },
  };
  const pullSecret = input.imagePullSecret ?? source?.imagePullSecret;
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name, namespace: subject.namespace },
      spec: {
        selector: {
          matchLabels: {
            'app.kubernetes.io/instance': labels['app.kubernetes.io/instance'],
          },
        },
        // Nothing waits for these pods: all nodes pull a new image at once.
        updateStrategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxUnavailable: '100%' },
        },
        template: {
          metadata: { labels },
          spec: {
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            terminationGracePeriodSeconds: 1,
            nodeSelector: input.nodeSelector,
            tolerations: platform.gpuTolerations,
            ...(pullSecret && { imagePullSecrets: [{ name: pullSecret }] }),
            securityContext: {
              runAsNonRoot: true,
              runAsUser: NOBODY,
              seccompProfile: { type: 'RuntimeDefault' },
            },
            initContainers: images.map((image, index) => ({
              name: `image-${index}`,
              image,
              command: ['true'],
              resources,
              securityContext: containerSecurity,
            })),
            containers: [
              {
                name: 'hold',
                image: platform.images.pause,
                resources,
                securityContext: containerSecurity,
                ...(hasModelImage && { volumeMounts: model?.mounts }),
              },
            ],
            ...(hasModelImage && { volumes: model?.volumes }),
          },
        },
      },
    },
  ];
}

/** Downloads weights into the volume that servers look into first. */
function weightsJob(options: Options): KubernetesObject[] {
  const { subject, platform, input, source } = options;
  const { weights } = input;
  const model = source && modelSource(source);
  if (!weights || !source || !model?.isHub) {
    return [];
  }
  const token = source.token ?? platform.hub.token;
  const pod = {
    automountServiceAccountToken: false,
    restartPolicy: 'OnFailure',
    securityContext: {
      runAsNonRoot: true,
      runAsUser: weights.user,
      fsGroup: weights.user,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    ...(input.imagePullSecret && {
      imagePullSecrets: [{ name: input.imagePullSecret }],
    }),
    containers: [
      {
        name: 'download',
        image: options.serving?.engine.image ?? platform.images.vllm,
        command: ['python3', '-c', DOWNLOAD],
        env: [
          { name: 'HOME', value: CACHE },
          { name: 'HF_HOME', value: `${CACHE}/huggingface` },
          ...(platform.hub.endpoint
            ? [{ name: 'HF_ENDPOINT', value: literal(platform.hub.endpoint) }]
            : []),
          ...(token
            ? [
                {
                  name: 'HF_TOKEN',
                  valueFrom: {
                    secretKeyRef: { ...token, optional: !source.token },
                  },
                },
              ]
            : []),
          { name: 'MODEL', value: literal(model.model) },
          ...(source.revision
            ? [{ name: 'REVISION', value: literal(source.revision) }]
            : []),
        ],
        resources: {
          requests: { cpu: weights.cpu, memory: weights.memory },
          limits: { memory: weights.memory },
        },
        securityContext: containerSecurity,
        volumeMounts: [
          { name: 'cache', mountPath: CACHE },
          { name: 'tmp', mountPath: '/tmp' },
        ],
      },
    ],
    volumes: [
      {
        name: 'cache',
        persistentVolumeClaim: { claimName: weights.claim },
      },
      { name: 'tmp', emptyDir: {} },
    ],
  };
  const template = {
    metadata: { labels: podLabels(options, 'weights') },
    spec: pod,
  };
  return [
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        // A Job cannot be changed: another download is another Job.
        name: `${subject.name}-weights-${digestOf(template)}`,
        namespace: subject.namespace,
      },
      spec: {
        backoffLimit: 6,
        template,
      },
    },
  ];
}
