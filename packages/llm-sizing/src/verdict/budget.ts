import { Money } from '@modelyard/llm-units';
import { compare, subtract, written } from './amounts';
import { AssessedBudget } from './AssessOptions';
import { Reason, reason } from './reasonCodes';

/** A budget with what is left of it. */
export interface ReadBudget {
  readonly limit: Money;
  /** Undefined where it is not known, for a reason. */
  readonly left: Money | undefined;
  readonly unknownBecause?: string;
}

export function readBudget(
  budget: AssessedBudget | undefined,
): ReadBudget | undefined {
  if (!budget) {
    return undefined;
  }
  const { monthlyLimit: limit, committed } = budget;
  if (!committed) {
    return {
      limit,
      left: undefined,
      unknownBecause: 'what of the budget is spent already is not known',
    };
  }
  const left = subtract(limit, committed);
  return {
    limit,
    left,
    unknownBecause:
      left || limit.currency === committed.currency
        ? undefined
        : `the budget is in ${limit.currency} and what is spent in ${committed.currency}`,
  };
}

/** What is to be said of the budget. */
export function budgetReasons(
  budget: ReadBudget | undefined,
  perMonth: Money | undefined,
): Reason[] {
  if (!budget) {
    return [];
  }
  const { left, limit, unknownBecause } = budget;
  if (!perMonth) {
    return unchecked('the pool has no price');
  }
  if (!left) {
    // More than the whole budget is too much, whatever of it is spent.
    return (compare(perMonth, limit) ?? 0) > 0
      ? exceeded(perMonth, `the whole budget is ${written(limit)}`)
      : unchecked(unknownBecause ?? 'what is left of it is not known');
  }
  const difference = compare(perMonth, left);
  if (difference === undefined) {
    return unchecked(
      `the price is in ${perMonth.currency} and the budget in ${limit.currency}`,
    );
  }
  if (difference <= 0) {
    return [];
  }
  return exceeded(
    perMonth,
    Number(left.amount) > 0
      ? `${written(left)} of ${written(limit)} are left`
      : `nothing of ${written(limit)} is left`,
  );
}

function exceeded(perMonth: Money, but: string): Reason[] {
  return [
    reason('budget-exceeded', `costs ${written(perMonth)} a month, but ${but}`),
  ];
}

function unchecked(why: string): Reason[] {
  return [
    reason(
      'budget-unchecked',
      `unknown: ${why}, so the budget cannot be checked`,
    ),
  ];
}
