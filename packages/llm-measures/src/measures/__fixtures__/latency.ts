import { Histogram } from '../../histograms/Histogram';
import { MeasureContext } from '../../measure/MeasureContext';
import { MeasuredTask } from '../../tasks';
import { MeasureCase } from './MeasureCase';

/** 100 observations: 90 up to 0.1, 8 up to 0.5, 2 above the last bound. */
const durations: Histogram = {
  bounds: [0.1, 0.5, 1],
  counts: [90, 8, 0, 2],
  sum: 20,
};
const p95 = { is: 0.35, bounds: { low: 0.1, high: 0.5 } };
const ofLatency = (
  measure: string,
  task: MeasuredTask,
  slo?: MeasureContext['slo'],
): MeasureCase[] => [
  {
    measure,
    task,
    name: 'percentiles by their buckets',
    inputs: { durations },
    ...p95,
    qualifiers: ['approximate'],
    parts: { p50: 0.1 * (50 / 90), p99: 1, mean: 0.2 },
  },
  {
    measure,
    task,
    name: 'nothing observed',
    inputs: { durations: { bounds: [1], counts: [0, 0] } },
    is: 'no_traffic',
  },
  ...(slo
    ? [
        {
          measure,
          task,
          name: 'within its objective',
          inputs: { durations },
          context: { slo },
          ...p95,
          met: 'yes',
          parts: { 'within-objective': 0.98 },
        },
      ]
    : []),
];

export const latency: readonly MeasureCase[] = [
  ...ofLatency('time-to-first-token', 'chat', { timeToFirstTokenP95: 0.5 }),
  ...ofLatency('inter-token-latency', 'chat', { interTokenP95: 0.5 }),
  ...ofLatency('time-per-output-token', 'chat'),
  ...ofLatency('end-to-end-latency', 'image', { endToEndP95: 0.5 }),
  ...ofLatency('first-audio', 'speech', { firstAudioP95: 0.5 }),
  ...ofLatency('real-time-factor', 'transcription', { realTimeFactorP95: 0.5 }),
  ...ofLatency('queue-time', 'rerank'),
  {
    measure: 'time-to-first-token',
    name: 'an objective within the bucket',
    inputs: { durations },
    context: { slo: { timeToFirstTokenP95: 0.3 } },
    ...p95,
    met: 'undecided',
    parts: { 'within-objective': 'not_applicable' },
  },
];
