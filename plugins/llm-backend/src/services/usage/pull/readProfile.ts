import {
  LabelMatch,
  modelLabelOf,
  Profile,
  pulledSeries,
  rawSelectors,
  SeriesId,
} from '@modelyard/llm-measures';
import { MeasureEngine, MeasureSpan } from '@modelyard/plugin-llm-node';

/** Names of one canonical series that an engine holds. */
export interface HeldSeries {
  readonly id: SeriesId;
  readonly modelLabel: string;
  /** Places of the names that are there, among all that the profile has. */
  readonly places: readonly number[];
}

/**
 * The series of a profile that an engine holds in a span of time.
 *
 * @returns None where it holds nothing of the source
 * @throws MeasureEngineError
 */
export async function findHeldSeries(options: {
  readonly engine: MeasureEngine;
  readonly profile: Profile;
  readonly labels: readonly LabelMatch[];
  readonly span: MeasureSpan;
  readonly signal: AbortSignal;
}): Promise<HeldSeries[]> {
  const { engine, profile, labels, span, signal } = options;
  const asked = pulledSeries(profile).map(id => ({
    id,
    modelLabel: modelLabelOf(profile, id)!,
    selectors: selectorsOf({ profile, id, labels }),
  }));
  const selectors = asked.flatMap(({ selectors: each }) =>
    each.map(({ selector }) => selector),
  );
  if (selectors.length === 0) {
    return [];
  }
  const { values } = await engine.labelValues('__name__', {
    ...span,
    selectors,
    signal,
  });
  const present = new Set(values);
  return asked.flatMap(({ id, modelLabel, selectors: each }) => {
    const places = each.flatMap(({ metric }, index) =>
      present.has(metric) ? index : [],
    );
    return places.length > 0 ? [{ id, modelLabel, places }] : [];
  });
}

/**
 * Names of the models that an engine holds series of, by the label that carries them.
 *
 * @throws MeasureEngineError
 */
export async function findModels(options: {
  readonly engine: MeasureEngine;
  readonly profile: Profile;
  readonly labels: readonly LabelMatch[];
  readonly held: readonly HeldSeries[];
  readonly span: MeasureSpan;
  readonly signal: AbortSignal;
}): Promise<string[]> {
  const { engine, profile, labels, held, span, signal } = options;
  const byLabel = new Map<string, string[]>();
  for (const { id, modelLabel, places } of held) {
    const all = selectorsOf({ profile, id, labels });
    byLabel.set(modelLabel, [
      ...(byLabel.get(modelLabel) ?? []),
      ...places.map(place => all[place].selector),
    ]);
  }
  const models = new Set<string>();
  for (const [label, selectors] of byLabel) {
    const { values } = await engine.labelValues(label, {
      ...span,
      selectors,
      signal,
    });
    values.filter(value => value !== '').forEach(value => models.add(value));
  }
  return [...models].sort();
}

/** Selectors of a series under all its names, of some models or of all. */
export function selectorsOf(options: {
  readonly profile: Profile;
  readonly id: SeriesId;
  readonly labels: readonly LabelMatch[];
  readonly models?: readonly string[];
}) {
  const { profile, id, labels, models } = options;
  const result = rawSelectors({
    profile,
    series: id,
    selector: { labels, ...(models && { dimensions: { model: models } }) },
  });
  if (!result.ok) {
    throw new Error(
      `Profile ${profile.id}, series ${id}: ${result.issues[0].message}`,
    );
  }
  return result.value;
}
