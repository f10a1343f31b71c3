import type { KubernetesObject } from '../../objects/KubernetesObject';
import type { ServingTarget } from '../Family';
import { Context } from './objectives';
import { ruleGroups } from './rules';

/** Labels of pods that become labels of their series: what a deployment is, and what a pod does in it. */
const POD_LABELS = [
  'modelyard.dev/model',
  'modelyard.dev/version',
  'modelyard.dev/deployment',
  'llm-d.ai/role',
];

/** Renders what Prometheus scrapes, records and warns of. */
export function renderModelMonitoring(context: Context): KubernetesObject[] {
  const { subject, input, platform, serving } = context;
  const { name, namespace } = subject;
  const metadata = { name, namespace, labels: platform.monitoring.labels };
  return [
    ...(input.scrape.by === 'pod-monitor' && serving
      ? [
          {
            apiVersion: 'monitoring.coreos.com/v1',
            kind: 'PodMonitor',
            metadata,
            spec: {
              selector: { matchLabels: serving.podLabels },
              podTargetLabels: POD_LABELS,
              podMetricsEndpoints: [endpoint(serving, input.scrape.interval)],
            },
          },
        ]
      : []),
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata,
      spec: { groups: ruleGroups(context) },
    },
  ];
}

function endpoint({ podPort, tls }: ServingTarget, interval: string) {
  return {
    ...(podPort.name ? { port: podPort.name } : { portNumber: podPort.number }),
    path: '/metrics',
    interval,
    // KServe gives its engines certificates of their own, which nobody else knows.
    ...(tls && { scheme: 'https', tlsConfig: { insecureSkipVerify: true } }),
  };
}
