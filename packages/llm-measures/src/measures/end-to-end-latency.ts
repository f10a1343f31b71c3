import { latencyMeasure } from '../measure/latency';
import { measuredTasks } from '../tasks';

export const endToEndLatency = latencyMeasure({
  id: 'end-to-end-latency',
  series: 'latency.end_to_end',
  what: 'the time from the request to the end of the answer',
  tasks: measuredTasks,
  slo: 'endToEndP95',
});
