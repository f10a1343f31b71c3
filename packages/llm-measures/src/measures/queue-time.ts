import { latencyMeasure } from '../measure/latency';
import { measuredTasks } from '../tasks';

export const queueTime = latencyMeasure({
  id: 'queue-time',
  series: 'requests.queue_time',
  what: 'the time that requests waited before they were worked on',
  tasks: measuredTasks,
});
