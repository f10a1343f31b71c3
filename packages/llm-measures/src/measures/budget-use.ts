import { money } from '@modelyard/llm-units';
import { defineMeasure } from '../measure/defineMeasure';
import { amountFigure, estimated, moneyFigure } from '../measure/money';
import { amounts } from '../measure/Need';
import { divideFigures } from '../result/combine';
import {
  known,
  mergeProvenance,
  missing,
  NO_PROVENANCE,
} from '../result/makeFigure';
import { Figure } from '../result/MeasureResult';
import { measuredTasks } from '../tasks';

const DAY = 86_400_000;
const RECENT_DAYS = 7;

/** Before a day of the month is over there is nothing to go on. */
const LEAST_DAYS = 1;

export const budgetUse = defineMeasure({
  id: 'budget-use',
  unit: 'ratio',
  tasks: measuredTasks,
  better: 'less',
  formula:
    'cost since the beginning of the month / budget of the month; the forecast adds, for each day that is left, the mean of the last seven days',
  needs: {
    used: amounts('cost.used', { window: 'month' }),
    held: amounts('cost.held', { window: 'month', optional: true }),
    recentUsed: amounts('cost.used', {
      window: (RECENT_DAYS * DAY) / 1000,
      optional: true,
    }),
    recentHeld: amounts('cost.held', {
      window: (RECENT_DAYS * DAY) / 1000,
      optional: true,
    }),
  },
  context: ['budget'],
  parts: ['spent', 'budget', 'forecast'],
  breakdowns: [],
  compute: read => {
    const { budget } = read.context;
    if (!budget) {
      return {
        figure: missing('not_applicable', {
          code: 'no-budget',
          message: 'Neither the entity nor one that it belongs to has a budget',
        }),
      };
    }
    const byUse = budget.basis === 'used';
    const spent = amountFigure(read.amounts(byUse ? 'used' : 'held'));
    const recent = amountFigure(
      read.amounts(byUse ? 'recentUsed' : 'recentHeld'),
    );
    const limit = moneyFigure(budget.amount, NO_PROVENANCE);
    const figure = divideFigures({
      numerator: spent,
      denominator: limit,
      unit: 'ratio',
    });
    return {
      figure,
      parts: {
        spent,
        budget: limit,
        forecast: forecast(spent, recent, new Date(read.window.to)),
      },
    };
  },
});

/** What the month will have cost, were its remaining days as the last ones. No less than what is spent already. */
function forecast(spent: Figure, recent: Figure, now: Date): Figure {
  if (spent.state !== 'value' || !spent.money) {
    return spent;
  }
  const start = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1);
  const end = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1);
  const elapsed = (now.getTime() - start) / DAY;
  const left = (end - now.getTime()) / DAY;
  const usable =
    recent.state === 'value' && recent.money?.currency === spent.money.currency;
  if (!usable && elapsed < LEAST_DAYS) {
    return missing('no_data', {
      code: 'too-early',
      message:
        'The month has just begun, and nothing is known of the days before',
      from: spent,
    });
  }
  const basis = usable ? recent : spent;
  const days = usable ? RECENT_DAYS : elapsed;
  // An estimate has no more digits than a bill.
  const total = money(
    (spent.value + basis.value * (left / days)).toFixed(2),
    spent.money.currency,
  );
  return total.ok
    ? estimated(
        known({
          value: Number(total.value.amount),
          unit: 'money',
          money: total.value,
          bounds: { low: spent.value },
          from: mergeProvenance(usable ? [spent, recent] : [spent]),
        }),
      )
    : missing('error', {
        code: total.issues[0].code,
        message: `The forecast ${total.issues[0].message}`,
        from: spent,
      });
}
