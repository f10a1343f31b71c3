import { Money } from '@modelyard/llm-units';
import {
  Bounds,
  Figure,
  KnownFigure,
  MeasureUnit,
  MissingFigure,
  MissingState,
  Provenance,
  Qualifier,
} from './MeasureResult';

/** What is known of nothing: where a figure comes from the entity alone. */
export const NO_PROVENANCE: Provenance = { qualifiers: [], sources: [] };

const ORDER: readonly Qualifier[] = ['stale', 'partial', 'approximate'];

/** Every qualifier once, in one order. */
export function mergeQualifiers(
  ...lists: readonly (readonly Qualifier[])[]
): readonly Qualifier[] {
  return ORDER.filter(qualifier =>
    lists.some(list => list.includes(qualifier)),
  );
}

/** Where a figure that rests on several comes from: as old as the oldest, as covered as the least covered. */
export function mergeProvenance(of: readonly Provenance[]): Provenance {
  const moments = of.flatMap(({ asOf }) => (asOf === undefined ? [] : [asOf]));
  const coverages = of.flatMap(({ coverage }) =>
    coverage === undefined ? [] : [coverage],
  );
  return {
    qualifiers: mergeQualifiers(...of.map(({ qualifiers }) => qualifiers)),
    sources: [...new Set(of.flatMap(({ sources }) => sources))].sort(),
    ...(moments.length > 0 && {
      asOf: moments.reduce((oldest, next) =>
        Date.parse(next) < Date.parse(oldest) ? next : oldest,
      ),
    }),
    ...(coverages.length > 0 && { coverage: Math.min(...coverages) }),
  };
}

/** A figure that is known. One whose bounds leave room is approximate; one that is no number is an error. */
export function known(options: {
  value: number;
  unit: MeasureUnit;
  bounds?: Bounds;
  money?: Money;
  from: Provenance;
}): Figure {
  const { value, unit, bounds, money, from } = options;
  if (!Number.isFinite(value)) {
    return missing('error', {
      code: 'not-a-number',
      message: `The arithmetic gave ${value}, which is no figure`,
      from,
    });
  }
  const own = bounds && within(bounds);
  const room = own && (own.low !== value || own.high !== value);
  return {
    state: 'value',
    value,
    unit,
    ...(room && { bounds: own }),
    ...(money && { money }),
    ...provenanceOf(from),
    qualifiers: mergeQualifiers(from.qualifiers, room ? ['approximate'] : []),
  };
}

// Bounds travel as JSON, which has no infinity: a side that is infinite is one that is not known.
function within({ low, high }: Bounds): Bounds {
  return {
    ...(low !== undefined && Number.isFinite(low) && { low }),
    ...(high !== undefined && Number.isFinite(high) && { high }),
  };
}

/** A figure that is not known. */
export function missing(
  state: MissingState,
  options: { code: string; message: string; from?: Provenance },
): MissingFigure {
  const { code, message, from = NO_PROVENANCE } = options;
  return { state, reason: { code, message }, ...provenanceOf(from) };
}

/** The provenance alone of something that has more. */
function provenanceOf(from: Provenance): Provenance {
  const { qualifiers, sources, asOf, coverage } = from;
  return {
    qualifiers,
    sources,
    ...(asOf !== undefined && { asOf }),
    ...(coverage !== undefined && { coverage }),
  };
}

/** Whether a figure is known to be exactly zero: what was seen only in part may be more. */
export function isZero(figure: KnownFigure): boolean {
  return (
    figure.value === 0 &&
    figure.bounds === undefined &&
    !figure.qualifiers.includes('partial')
  );
}

/** The least and the most that a figure can be, itself where it has no bounds. */
export function boundsOf(figure: KnownFigure): Bounds {
  return figure.bounds ?? { low: figure.value, high: figure.value };
}
