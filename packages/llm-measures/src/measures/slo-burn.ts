import { burnRule, burnRules, windowName } from '../measure/burnRules';
import { defineMeasure } from '../measure/defineMeasure';
import { increase, NumberNeed } from '../measure/Need';
import { divideFigures, mapFigure, meets } from '../result/combine';
import { missing } from '../result/makeFigure';
import { Figure } from '../result/MeasureResult';
import { measuredTasks } from '../tasks';

const WINDOWS = [
  ...new Set(
    burnRules.flatMap(({ shortSeconds, longSeconds }) => [
      shortSeconds,
      longSeconds,
    ]),
  ),
].sort((a, b) => a - b);

const needs: Record<string, NumberNeed> = {
  failed: increase('requests.failed', { window: 'slo' }),
  total: increase('requests.total', { window: 'slo' }),
  ...Object.fromEntries(
    WINDOWS.flatMap(window => [
      [`failed-${windowName(window)}`, increase('requests.failed', { window })],
      [`total-${windowName(window)}`, increase('requests.total', { window })],
    ]),
  ),
};

export const sloBurn = defineMeasure({
  id: 'slo-burn',
  unit: 'factor',
  tasks: measuredTasks,
  better: 'less',
  formula:
    'share of requests that failed / share that may fail by the objective; at 1 the error budget lasts exactly the window of the objectives',
  needs,
  context: ['slo'],
  parts: [
    ...WINDOWS.map(window => `burn-${windowName(window)}`),
    ...burnRules.map(({ id }) => id),
  ],
  breakdowns: ['deployment', 'version'],
  compute: read => {
    const slo = read.context.slo?.availability;
    if (!slo || slo.objective >= 1 || slo.basis !== 'requests') {
      return {
        figure: missing('not_applicable', {
          code: 'no-objective',
          message: slo
            ? 'The objective leaves no failed requests that could burn'
            : 'The entity has no objective for its availability',
        }),
      };
    }
    const allowed = 1 - slo.objective;
    const burn = (suffix: string) =>
      mapFigure({
        figure: divideFigures({
          numerator: read.figure(
            `failed${suffix}`,
            'requests',
            `total${suffix}`,
          ),
          denominator: read.figure(`total${suffix}`, 'requests'),
          unit: 'ratio',
        }),
        map: share => share / allowed,
        unit: 'factor',
      });
    const burns = new Map(
      WINDOWS.map(window => [window, burn(`-${windowName(window)}`)]),
    );
    const at = (window: number): Figure =>
      burns.get(window) ??
      missing('error', {
        code: 'no-window',
        message: 'There is no such window',
      });
    const figure = burn('');
    const rules = burnRules.map(rule => ({
      rule,
      burn: burnRule(at(rule.shortSeconds), at(rule.longSeconds)),
    }));
    return {
      figure,
      parts: {
        ...Object.fromEntries(
          WINDOWS.map(window => [`burn-${windowName(window)}`, at(window)]),
        ),
        ...Object.fromEntries(
          rules.map(({ rule, burn: both }) => [rule.id, both]),
        ),
      },
      objective: {
        limit: 1,
        wanted: 'below',
        met: meets({ figure, limit: 1, wanted: 'below' }),
      },
      notes: rules
        .filter(
          ({ rule, burn: both }) =>
            both.state === 'value' && both.value > rule.limit,
        )
        .map(
          ({ rule }) =>
            `The error budget burns more than ${
              rule.limit
            } times too fast, over ${windowName(
              rule.shortSeconds,
            )} and ${windowName(rule.longSeconds)}: ${rule.urgency}`,
        ),
    };
  },
});
