import { latencyMeasure } from '../measure/latency';

export const realTimeFactor = latencyMeasure({
  id: 'real-time-factor',
  series: 'latency.real_time_factor',
  what: 'the seconds of work for a second of audio; below 1 is faster than real time',
  tasks: ['transcription', 'speech'],
  unit: 'factor',
  slo: 'realTimeFactorP95',
});
