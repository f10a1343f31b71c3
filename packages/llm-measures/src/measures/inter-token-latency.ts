import { latencyMeasure } from '../measure/latency';
import { streamingTasks } from '../tasks';

export const interTokenLatency = latencyMeasure({
  id: 'inter-token-latency',
  series: 'latency.inter_token',
  what: 'the time between two tokens, each gap counted once',
  tasks: streamingTasks,
  slo: 'interTokenP95',
});
