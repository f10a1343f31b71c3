/** Texts of charts. */
export const chartsMessages = {
  view: 'View of {{chart}}',
  chart: 'Chart',
  table: 'Table',
  step: 'Time',
  total: 'Total',
  unknown: 'nothing reported',
  steps: 'Steps of {{chart}}: the arrow keys go through them',
  said: '{{step}}: {{values}}',
  value: '{{name}} {{value}}',
  rest_one: '{{count, number}} other',
  rest_other: '{{count, number}} others',
  gap: 'The line at the bottom is dotted where nothing was reported, which need not mean that there was nothing.',
} as const;
