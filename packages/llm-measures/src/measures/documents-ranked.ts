import { countMeasure } from '../measure/countMeasure';

export const documentsRanked = countMeasure({
  id: 'documents-ranked',
  series: 'documents.input',
  unit: 'documents',
  what: 'documents that were ranked',
  tasks: ['rerank'],
});
