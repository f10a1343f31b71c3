import { latencyMeasure } from '../measure/latency';

export const firstAudio = latencyMeasure({
  id: 'first-audio',
  series: 'latency.first_audio',
  what: 'the time from the request to the first piece of audio',
  tasks: ['speech'],
  slo: 'firstAudioP95',
});
