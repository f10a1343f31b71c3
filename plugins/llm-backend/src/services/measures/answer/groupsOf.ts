import {
  AnyReading,
  Dimension,
  MeasureContext,
  MeasureResult,
  OTHER,
  seriesOf,
} from '@modelyard/llm-measures';
import {
  HIDDEN_CONSUMERS,
  LlmMeasureGroup,
} from '@modelyard/plugin-llm-common';
import { combineReadings } from '../engines/combineReadings';
import { Readings, Scope, Span, WHOLE } from '../reading/ReadingAsk';
import { Inputs, MeasureRun } from './MeasureRun';

const MOST = 50;

/** What one value of the dimension measures; what stands for several comes last. */
interface Group {
  readonly key: string;
  readonly result: MeasureResult;
}

const valueOf = ({ result }: Group) =>
  result.state === 'value' ? result.value : -Infinity;

const LAST = [OTHER, HIDDEN_CONSUMERS];

/**
 * A measure for each value of a dimension, the largest first; beyond fifty those that are left are taken together, where that can
 * be done.
 *
 * @param options - `hidden` says which values the caller may not be told of: they are one
 */
export async function groupsOf(options: {
  run: MeasureRun;
  inputs: Inputs;
  by: Dimension;
  span: Span;
  hidden: ReadonlySet<string>;
  contextOf: (scope: Scope) => Promise<MeasureContext>;
}): Promise<LlmMeasureGroup[]> {
  const { run, by, span, hidden, contextOf } = options;
  const inputs = fold(run, options.inputs, hidden, HIDDEN_CONSUMERS);
  const measure = async (from: Inputs, key: string): Promise<Group> => ({
    key,
    result: run.result({
      inputs: from,
      key,
      span,
      context: await contextOf(scopeOf(run, by, key)),
    }),
  });
  const groups = await Promise.all(
    keysOf(inputs).map(key => measure(inputs, key)),
  );
  const named = groups
    .filter(({ key }) => !LAST.includes(key))
    .sort((a, b) => compare(valueOf(b), valueOf(a)) || compare(a.key, b.key));
  const rest = new Set(named.slice(MOST).map(({ key }) => key));
  const others = groups.filter(({ key }) => LAST.includes(key));
  if (rest.size === 0 || !canBeAdded(run, by)) {
    return [...named.slice(0, MOST), ...others];
  }
  const together = fold(run, inputs, new Set([...rest, OTHER]), OTHER);
  return [
    ...named.slice(0, MOST),
    await measure(together, OTHER),
    ...others.filter(({ key }) => key !== OTHER),
  ];
}

/** Every value that any input has. */
export function keysOf(inputs: Inputs): string[] {
  const keys = new Set(
    [...inputs.values()].flatMap(({ of }) => [...of.keys()]),
  );
  keys.delete(WHOLE);
  return [...keys].sort();
}

function compare<T extends number | string>(a: T, b: T): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

function scopeOf({ scope }: MeasureRun, by: Dimension, key: string): Scope {
  return by === 'deployment' || by === 'version'
    ? { ...scope, [by]: key }
    : scope;
}

/** Gauges of several values have no sum that would mean something. */
function canBeAdded({ measure }: MeasureRun, by: Dimension): boolean {
  return Object.values(measure.needs)
    .filter(need => !need.notBy?.includes(by))
    .every(need => seriesOf(need.series).kind !== 'gauge');
}

function fold(
  { measure }: MeasureRun,
  inputs: Inputs,
  keys: ReadonlySet<string>,
  into: string,
): Inputs {
  if (keys.size === 0) {
    return inputs;
  }
  return new Map(
    [...inputs].map(([name, readings]): [string, Readings] => {
      const need = measure.needs[name];
      const kept = new Map<string, AnyReading>();
      const added: AnyReading[] = [];
      for (const [key, reading] of readings.of) {
        if (keys.has(key)) {
          added.push(reading);
        } else {
          kept.set(key, reading);
        }
      }
      const together = combineReadings(
        need,
        added.map(reading => ({ title: 'one of them', reading })),
      );
      if (together) {
        kept.set(into, together);
      }
      return [name, { ...readings, of: kept }];
    }),
  );
}
