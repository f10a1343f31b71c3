import { defineMeasure } from '../measure/defineMeasure';
import { ENGINE, gauge } from '../measure/Need';
import { mapFigure } from '../result/combine';
import { measuredTasks } from '../tasks';

export const idleShare = defineMeasure({
  id: 'idle-share',
  unit: 'ratio',
  tasks: measuredTasks,
  better: 'less',
  formula: '1 - share of the time in which at least one request was running',
  needs: { busy: gauge('requests.running', 'busy', { vantages: ENGINE }) },
  breakdowns: ['deployment', 'version'],
  compute: read => ({
    figure: mapFigure({
      figure: read.figure('busy', 'ratio'),
      map: share => 1 - share,
      unit: 'ratio',
    }),
  }),
});
