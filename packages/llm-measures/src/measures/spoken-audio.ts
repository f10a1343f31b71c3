import { countMeasure } from '../measure/countMeasure';

export const spokenAudio = countMeasure({
  id: 'spoken-audio',
  series: 'audio.output',
  unit: 'seconds',
  what: 'seconds of audio that were spoken',
  tasks: ['speech'],
});
