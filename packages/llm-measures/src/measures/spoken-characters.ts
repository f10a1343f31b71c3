import { countMeasure } from '../measure/countMeasure';

export const spokenCharacters = countMeasure({
  id: 'spoken-characters',
  series: 'characters.input',
  unit: 'characters',
  what: 'characters that were spoken',
  tasks: ['speech'],
});
