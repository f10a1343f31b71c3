import { countMeasure } from '../measure/countMeasure';

export const imagesMade = countMeasure({
  id: 'images-made',
  series: 'images.output',
  unit: 'images',
  what: 'images that were made',
  tasks: ['image'],
});
