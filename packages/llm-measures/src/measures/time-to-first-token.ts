import { latencyMeasure } from '../measure/latency';
import { streamingTasks } from '../tasks';

export const timeToFirstToken = latencyMeasure({
  id: 'time-to-first-token',
  series: 'latency.time_to_first_token',
  what: 'the time from the request to the first token of the answer',
  tasks: streamingTasks,
  slo: 'timeToFirstTokenP95',
});
