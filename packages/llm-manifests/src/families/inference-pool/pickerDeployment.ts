import type { DeploymentSubject } from '../../intent/subject';
import { commonLabels } from '../../objects/commonMetadata';
import type { KubernetesObject } from '../../objects/KubernetesObject';
import { containerSecurity } from '../../serving/pod';
import type { RenderContext } from '../Family';
import type { InferencePoolInput, RenderedPicker } from './input';
import {
  CONFIG_FILE,
  GRPC_PORT,
  HEALTH_PORT,
  METRICS_PORT,
  pickerLabels,
  pickerName,
} from './pickerNames';

type Context = RenderContext<InferencePoolInput, DeploymentSubject>;

/** The pods of a picker. */
export function pickerDeployment(
  context: Context,
  picker: RenderedPicker,
): KubernetesObject {
  const { subject, platform } = context;
  const { name, namespace } = subject;
  const isShared = picker.replicas > 1;
  const probe = (service: string) => ({
    grpc: {
      port: HEALTH_PORT,
      // A picker that waits to take over is alive, but not ready.
      service: isShared ? service : 'inference-extension',
    },
  });
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: pickerName(subject), namespace },
    spec: {
      replicas: picker.replicas,
      // It remembers what servers know: two at a time would know half each, and a new one waits for the lease of the old.
      strategy: { type: 'Recreate' },
      selector: { matchLabels: pickerLabels(subject) },
      template: {
        metadata: {
          labels: {
            ...commonLabels({ subject, platform }),
            'app.kubernetes.io/component': 'endpoint-picker',
            ...pickerLabels(subject),
          },
        },
        spec: {
          serviceAccountName: pickerName(subject),
          terminationGracePeriodSeconds: 130,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 65532,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          containers: [
            {
              name: 'epp',
              image: picker.image ?? platform.images.endpointPicker,
              args: [
                `--pool-name=${name}`,
                `--pool-namespace=${namespace}`,
                '--pool-group=inference.networking.k8s.io',
                '--zap-encoder=json',
                `--v=${picker.verbosity}`,
                `--config-file=/config/${CONFIG_FILE}`,
                `--grpc-port=${GRPC_PORT}`,
                `--grpc-health-port=${HEALTH_PORT}`,
                `--metrics-port=${METRICS_PORT}`,
                '--metrics-endpoint-auth=false',
                '--tracing=false',
                ...(isShared ? ['--ha-enable-leader-election'] : []),
              ],
              env: [
                fieldVariable('NAMESPACE', 'metadata.namespace'),
                fieldVariable('POD_NAME', 'metadata.name'),
              ],
              ports: [
                { name: 'grpc', containerPort: GRPC_PORT, protocol: 'TCP' },
                {
                  name: 'grpc-health',
                  containerPort: HEALTH_PORT,
                  protocol: 'TCP',
                },
                {
                  name: 'metrics',
                  containerPort: METRICS_PORT,
                  protocol: 'TCP',
                },
              ],
              livenessProbe: {
                ...probe('liveness'),
                initialDelaySeconds: 5,
                periodSeconds: 10,
              },
              readinessProbe: { ...probe('readiness'), periodSeconds: 2 },
              lifecycle: { preStop: { sleep: { seconds: 5 } } },
              resources: {
                requests: { cpu: picker.cpu, memory: picker.memory },
                limits: { memory: picker.memory },
              },
              securityContext: containerSecurity,
              volumeMounts: [
                { name: 'config', mountPath: '/config', readOnly: true },
              ],
            },
          ],
          volumes: [
            { name: 'config', configMap: { name: pickerName(subject) } },
          ],
        },
      },
    },
  };
}

function fieldVariable(name: string, fieldPath: string) {
  return { name, valueFrom: { fieldRef: { fieldPath } } };
}
