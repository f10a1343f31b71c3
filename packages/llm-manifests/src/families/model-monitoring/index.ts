import type { DeploymentSubject } from '../../intent/subject';
import { defineFamily } from '../defineFamily';
import { checkModelMonitoring } from './check';
import { example } from './example';
import { ModelMonitoringInput, modelMonitoringInput } from './input';
import { renderModelMonitoring } from './render';

/** Scraping of the engine, and alerts from objectives. */
export const modelMonitoring = defineFamily<
  ModelMonitoringInput,
  DeploymentSubject
>({
  id: 'model-monitoring',
  title: 'Monitoring',
  description:
    'Has Prometheus scrape the engine, records how many requests break an objective, and warns before its budget is used up.',
  subject: 'deployment',
  input: modelMonitoringInput,
  example,
  kinds: [
    'monitoring.coreos.com/v1 PodMonitor',
    'monitoring.coreos.com/v1 PrometheusRule',
  ],
  requirements: ({ input }) => [
    {
      component: 'prometheusOperator',
      atLeast: '0.82',
      why: 'a monitor or a rule as an object of the cluster',
      instead:
        'leave this family out, and have Prometheus scrape port 8000 of the servers by a job in its own configuration',
    },
    ...(input.slo?.availability?.measuredAt === 'gateway'
      ? [
          {
            component: 'envoyAiGateway' as const,
            atLeast: '0.4',
            why: 'an availability that is measured at the gateway',
            instead: 'set measuredAt to engine',
          },
        ]
      : []),
  ],
  check: checkModelMonitoring,
  render: renderModelMonitoring,
});
