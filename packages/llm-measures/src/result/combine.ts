import { addMoney } from '@modelyard/llm-units';
import {
  boundsOf,
  isZero,
  known,
  mergeProvenance,
  mergeQualifiers,
  missing,
} from './makeFigure';
import {
  Bounds,
  Figure,
  KnownFigure,
  MeasureUnit,
  MissingFigure,
  MissingState,
  Provenance,
} from './MeasureResult';

/** What stops a formula first: what can never be known before what failed, and that before what may come. */
const PRECEDENCE: readonly MissingState[] = [
  'not_applicable',
  'error',
  'not_instrumented',
  'no_data',
  'no_traffic',
];

const isKnown = (figure: Figure): figure is KnownFigure =>
  figure.state === 'value';
const isMissing = (figure: Figure): figure is MissingFigure =>
  figure.state !== 'value';

/** One statement for several figures that are missing. */
function worst(
  figures: readonly MissingFigure[],
  from: Provenance,
): MissingFigure {
  const state =
    PRECEDENCE.find(candidate =>
      figures.some(figure => figure.state === candidate),
    ) ?? 'error';
  const reasons = figures
    .filter(figure => figure.state === state)
    .map(({ reason }) => reason)
    .sort(
      (a, b) =>
        a.code.localeCompare(b.code) || a.message.localeCompare(b.message),
    );
  return missing(state, {
    code: reasons[0].code,
    message: [...new Set(reasons.map(({ message }) => message))].join('; '),
    from,
  });
}

/**
 * Adds figures of one unit.
 *
 * @param options - `missing` says what one that is missing does: with `fails` the sum is missing as well, because it is a
 * sum of parts that belong together; with `partial` it is the sum of what is known, as a lower bound that says so, because
 * it is one over many members. What had no traffic adds nothing in either case, and what does not apply is no member.
 * @returns Neither value nor reason depend on the order
 * @public
 */
export function addFigures(options: {
  figures: readonly Figure[];
  missing: 'fails' | 'partial';
}): Figure {
  const population = options.missing === 'partial';
  const members = options.figures.filter(
    figure => !(population && figure.state === 'not_applicable'),
  );
  const from = mergeProvenance(members.length > 0 ? members : options.figures);
  const seen = members.filter(isKnown);
  const idle = members.filter(figure => figure.state === 'no_traffic');
  const gaps = members
    .filter(isMissing)
    .filter(figure => figure.state !== 'no_traffic');
  if (seen.length === 0 || (gaps.length > 0 && !population)) {
    const causes = gaps.length > 0 ? gaps : options.figures.filter(isMissing);
    return causes.length > 0
      ? worst(causes, from)
      : missing('no_data', {
          code: 'nothing-to-add',
          message: 'There is nothing to add up',
          from,
        });
  }
  const units = new Set(seen.map(({ unit, money }) => money?.currency ?? unit));
  if (units.size > 1) {
    return missing('error', {
      code: 'units-differ',
      message: `Figures in ${[...units].sort().join(' and ')} have no sum`,
      from,
    });
  }
  const low = sum(seen.map(figure => boundsOf(figure).low));
  const high =
    gaps.length > 0 ? undefined : sum(seen.map(f => boundsOf(f).high));
  const monies = seen.flatMap(({ money }) => (money ? [money] : []));
  const money =
    monies.length === seen.length ? monies.reduce(addMoney) : undefined;
  const total = money
    ? Number(money.amount)
    : sum(seen.map(({ value }) => value)) ?? NaN;
  const bounded = gaps.length > 0 || seen.some(({ bounds }) => bounds);
  const coverage =
    gaps.length > 0
      ? Math.min(
          from.coverage ?? 1,
          (seen.length + idle.length) / members.length,
        )
      : from.coverage;
  return known({
    value: total,
    unit: seen[0].unit,
    ...(bounded && { bounds: { low, high } }),
    ...(money && { money }),
    from: {
      ...from,
      qualifiers: mergeQualifiers(
        from.qualifiers,
        gaps.length > 0 ? ['partial'] : [],
      ),
      ...(coverage !== undefined && { coverage }),
    },
  });
}

// In one order: the sum of floating point numbers depends on it. Undefined as soon as one is.
function sum(values: readonly (number | undefined)[]): number | undefined {
  let total = 0;
  for (const value of [...values].sort((a, b) => (a ?? 0) - (b ?? 0))) {
    if (value === undefined) {
      return undefined;
    }
    total += value;
  }
  return total;
}

/**
 * Divides one figure by another that was read apart from it. A denominator that is known to be zero means that there was
 * no traffic; one that is zero as far as was seen does not.
 *
 * @public
 */
export function divideFigures(options: {
  numerator: Figure;
  denominator: Figure;
  unit: MeasureUnit;
}): Figure {
  const { numerator, denominator, unit } = options;
  const from = mergeProvenance([numerator, denominator]);
  const stopped = [numerator, denominator].filter(isMissing);
  const idle =
    denominator.state === 'value' &&
    isZero(denominator) &&
    stopped.every(({ state }) => ['no_data', 'no_traffic'].includes(state));
  if (idle && !(isKnown(numerator) && numerator.value > 0)) {
    return missing('no_traffic', {
      code: 'no-traffic',
      message: 'Nothing was counted that this could be a share of',
      from,
    });
  }
  if (!isKnown(numerator) || !isKnown(denominator)) {
    return worst(stopped, from);
  }
  if (
    numerator.money &&
    denominator.money &&
    numerator.money.currency !== denominator.money.currency
  ) {
    return missing('error', {
      code: 'units-differ',
      message: `Amounts in ${numerator.money.currency} and in ${denominator.money.currency} have no ratio without a rate`,
      from,
    });
  }
  if (denominator.value === 0) {
    return numerator.value > 0 && isZero(denominator)
      ? missing('error', {
          code: 'contradiction',
          message: `${numerator.value} were counted of nothing: the two sources disagree`,
          from,
        })
      : missing('no_data', {
          code: 'denominator-uncertain',
          message:
            'Nothing was counted, but a part was not seen, so that it is not known whether there was traffic',
          from,
        });
  }
  const n = boundsOf(numerator);
  const d = boundsOf(denominator);
  const bounded = numerator.bounds ?? denominator.bounds;
  return known({
    value: numerator.value / denominator.value,
    unit,
    ...(bounded && {
      bounds: {
        low:
          n.low === undefined || d.high === undefined || d.high <= 0
            ? undefined
            : n.low / d.high,
        high:
          n.high === undefined || d.low === undefined || d.low <= 0
            ? undefined
            : n.high / d.low,
      },
    }),
    from,
  });
}

/**
 * A figure by a monotonic function of it, such as another unit or the complement of a share.
 *
 * @public
 */
export function mapFigure(options: {
  figure: Figure;
  map: (value: number) => number;
  unit: MeasureUnit;
}): Figure {
  const { figure, map, unit } = options;
  if (!isKnown(figure)) {
    return figure;
  }
  const mapped = (value: number | undefined) =>
    value === undefined ? undefined : map(value);
  const low = mapped(figure.bounds?.low);
  const high = mapped(figure.bounds?.high);
  // A function that falls turns the bounds round, also where one of them is not known.
  const falls = map(figure.value + 1) < map(figure.value);
  return known({
    value: map(figure.value),
    unit,
    ...(figure.bounds && {
      bounds: falls ? { low: high, high: low } : { low, high },
    }),
    from: figure,
  });
}

/**
 * What is left of one figure after another that is a part of it. A part that is larger than the whole contradicts it.
 *
 * @public
 */
export function subtractFigures(options: {
  whole: Figure;
  part: Figure;
}): Figure {
  const { whole, part } = options;
  const from = mergeProvenance([whole, part]);
  if (!isKnown(whole) || !isKnown(part)) {
    return worst([whole, part].filter(isMissing), from);
  }
  const w = boundsOf(whole);
  const p = boundsOf(part);
  const most = minus(w.high, p.low);
  if (most !== undefined && most < 0) {
    return missing('error', {
      code: 'contradiction',
      message: `A part of ${part.value} was counted of a whole of ${whole.value}`,
      from,
    });
  }
  const low = minus(w.low, p.high);
  const bounded = whole.bounds ?? part.bounds;
  return known({
    value: Math.max(0, whole.value - part.value),
    unit: whole.unit,
    ...(bounded && {
      bounds: {
        low: low === undefined ? 0 : Math.max(0, low),
        high: most,
      },
    }),
    from,
  });
}

function minus(a: number | undefined, b: number | undefined) {
  return a === undefined || b === undefined ? undefined : a - b;
}

/**
 * How two-sided knowledge of a figure stands against a limit.
 *
 * @public
 */
export function meets(options: {
  figure: Figure;
  limit: number;
  wanted: 'below' | 'above';
}): 'yes' | 'no' | 'undecided' {
  const { figure, limit, wanted } = options;
  if (!isKnown(figure)) {
    return 'undecided';
  }
  const { low, high }: Bounds = boundsOf(figure);
  const below = high !== undefined && high <= limit;
  const above = low !== undefined && low > limit;
  if (wanted === 'below') {
    return decide(below, above);
  }
  return decide(
    low !== undefined && low >= limit,
    high !== undefined && high < limit,
  );
}

function decide(yes: boolean, no: boolean) {
  if (yes) {
    return 'yes';
  }
  return no ? 'no' : 'undecided';
}
