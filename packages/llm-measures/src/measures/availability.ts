import { defineMeasure } from '../measure/defineMeasure';
import { gauge, increase } from '../measure/Need';
import { divideFigures, mapFigure, meets } from '../result/combine';
import { known } from '../result/makeFigure';
import { measuredTasks } from '../tasks';

export const availability = defineMeasure({
  id: 'availability',
  unit: 'ratio',
  tasks: measuredTasks,
  better: 'more',
  formula:
    'by requests: 1 - failed / all, over the window of the objectives; by time: share of the time in which at least one replica was up',
  needs: {
    failed: increase('requests.failed', { window: 'slo' }),
    total: increase('requests.total', { window: 'slo' }),
    up: gauge('service.up', 'busy', { window: 'slo', optional: true }),
  },
  context: ['slo'],
  parts: ['budget-left', 'by-time'],
  breakdowns: ['deployment', 'version'],
  compute: read => {
    const byRequests = mapFigure({
      figure: divideFigures({
        numerator: read.figure('failed', 'requests', 'total'),
        denominator: read.figure('total', 'requests'),
        unit: 'ratio',
      }),
      map: share => 1 - share,
      unit: 'ratio',
    });
    const byTime = read.figure('up', 'ratio');
    const slo = read.context.slo?.availability;
    const figure = slo?.basis === 'time' ? byTime : byRequests;
    if (!slo) {
      return { figure, parts: { 'by-time': byTime } };
    }
    const limit = slo.objective;
    return {
      figure,
      parts: {
        'by-time': byTime,
        ...(limit < 1 && {
          'budget-left': mapFigure({
            figure,
            map: share => 1 - (1 - share) / (1 - limit),
            unit: 'ratio',
          }),
        }),
        ...(limit >= 1 && {
          'budget-left': known({
            value: 0,
            unit: 'ratio',
            from: figure,
          }),
        }),
      },
      objective: {
        limit,
        wanted: 'above',
        met: meets({ figure, limit, wanted: 'above' }),
      },
    };
  },
});
