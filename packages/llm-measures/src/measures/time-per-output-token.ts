import { latencyMeasure } from '../measure/latency';
import { streamingTasks } from '../tasks';

export const timePerOutputToken = latencyMeasure({
  id: 'time-per-output-token',
  series: 'latency.time_per_output_token',
  what: 'the mean time for each token after the first, each request counted once',
  tasks: streamingTasks,
});
