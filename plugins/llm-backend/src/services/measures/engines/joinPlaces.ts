import { AnyReading } from '@modelyard/llm-measures';
import { ReadingAsk, readingOf, Readings } from '../reading/ReadingAsk';
import { best, notInstrumented, remark } from '../reading/readings';
import { combineReadings } from './combineReadings';
import { Selection } from './selections';

/** Whether anything was read. */
export function hasAny({ of, otherwise }: Readings): boolean {
  return (
    otherwise.state === 'read' ||
    [...of.values()].some(({ state }) => state === 'read')
  );
}

/** Takes the readings of places together, key by key. */
export function joinPlaces(
  ask: ReadingAsk,
  places: ReadonlyArray<{ selection: Selection; readings: Readings }>,
): Readings {
  const keys = new Set(
    places.flatMap(({ readings }) => [...readings.of.keys()]),
  );
  // A value of a label is where it is: that another place does not have it is no gap.
  const byLabel =
    ask.by !== undefined && ask.by !== 'deployment' && ask.by !== 'version';
  const byPlace = ask.by !== undefined && !byLabel;
  const of = new Map<string, AnyReading>();
  for (const key of keys) {
    const those = places.filter(({ selection, readings }) =>
      byPlace ? selection.key === key : !byLabel || readings.of.has(key),
    );
    const together = combineReadings(
      ask,
      those.map(({ selection, readings }) => ({
        title: selection.title,
        reading: readingOf(readings, key),
      })),
    );
    if (together) {
      of.set(key, together);
    }
  }
  return {
    of,
    otherwise:
      best(places.map(({ readings }) => readings.otherwise)) ??
      notInstrumented('no-place', `Nothing reports ${ask.series}`),
  };
}

/** Says of readings that others, whose figures would have counted, failed. */
export function withFailures(
  readings: Readings,
  passed: readonly Readings[],
): Readings {
  const failures = new Set(
    passed
      .flatMap(({ of, otherwise }) => [...of.values(), otherwise])
      .flatMap(each => (each.state === 'error' ? each.reason.message : [])),
  );
  if (failures.size === 0) {
    return readings;
  }
  const note = `another source, whose figures would count, failed: ${[
    ...failures,
  ].join('; ')}`;
  return {
    of: new Map(
      [...readings.of].map(([key, each]) => [key, remark(each, { note })]),
    ),
    otherwise: remark(readings.otherwise, { note }),
  };
}
