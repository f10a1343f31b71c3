import { countMeasure } from '../measure/countMeasure';

export const textsRead = countMeasure({
  id: 'texts-read',
  series: 'texts.input',
  unit: 'texts',
  what: 'texts that were embedded or judged',
  tasks: ['embedding', 'moderation'],
});
