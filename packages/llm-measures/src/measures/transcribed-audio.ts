import { countMeasure } from '../measure/countMeasure';

export const transcribedAudio = countMeasure({
  id: 'transcribed-audio',
  series: 'audio.input',
  unit: 'seconds',
  what: 'seconds of audio that were transcribed',
  tasks: ['transcription'],
});
