import type {
  Alternative,
  Assessment,
  GroupVerdict,
} from '@modelyard/llm-sizing';
import { placeKey } from './poolPlaces';
import { withTitles, type RowWords } from './rowWords';
import type { PlacedWorkload } from './value';

/** What choosing an alternative changes. */
export interface PlaceChange {
  readonly version: string;
  readonly workload: PlacedWorkload;
  readonly pool: string;
  readonly devices: string;
}

/** Another way that was assessed and fits. */
export interface AlternativeView {
  readonly label: string;
  /** Absent where it takes other engine settings, which are not this field's. */
  readonly change?: PlaceChange;
}

/** A person reads this many, not more. */
const MOST = 5;

/** What would fit in the place that a verdict is about. */
export function alternativeViews(
  verdict: GroupVerdict,
  words: RowWords,
): AlternativeView[] {
  return verdict.alternatives
    .filter(
      ({ pool, devices }) =>
        pool === verdict.pool && devices === verdict.devices,
    )
    .map(alternative => viewOf(alternative, 'here', words));
}

/** What would fit anywhere, where nothing does as it was asked for. */
export function alternativesAnywhere(
  { groups }: Assessment,
  words: RowWords,
): AlternativeView[] {
  const found = new Map<string, Alternative>();
  for (const { alternatives } of groups) {
    for (const alternative of alternatives) {
      const key = JSON.stringify(alternative);
      if (!found.has(key)) {
        found.set(key, alternative);
      }
    }
  }
  const views = [...found.values()].map(alternative =>
    viewOf(alternative, 'there', words),
  );
  // What can be applied at once comes first.
  return [
    ...views.filter(({ change }) => change),
    ...views.filter(({ change }) => !change),
  ].slice(0, MOST);
}

function viewOf(
  alternative: Alternative,
  where: 'here' | 'there',
  words: RowWords,
): AlternativeView {
  const { t } = words;
  const { pool, devices, version, workload, kind, message } = alternative;
  const facts = words.places.get(placeKey(pool, devices));
  const { longestContext = words.workload.longestContext } = workload;
  if (!isSameEngine(alternative, words)) {
    return {
      label: t('gpuPoolPicker.row.engineSettings', {
        message: withTitles(message, facts, words),
      }),
    };
  }
  const change = {
    version,
    workload: { ...words.workload, ...workload, longestContext },
    pool,
    devices,
  };
  const place = t('gpuPoolPicker.row.place', {
    pool: facts?.poolTitle ?? pool,
    devices,
  });
  switch (kind) {
    case 'other-version':
      return {
        change,
        label:
          where === 'here'
            ? t('gpuPoolPicker.alternative.here.version', { version })
            : t('gpuPoolPicker.alternative.there.version', {
                place,
                version,
              }),
      };
    case 'shorter-context':
      return {
        change,
        label:
          where === 'here'
            ? t('gpuPoolPicker.alternative.here.shorter', {
                tokens: longestContext,
              })
            : t('gpuPoolPicker.alternative.there.shorter', {
                place,
                tokens: longestContext,
              }),
      };
    default:
      return {
        change,
        label: t('gpuPoolPicker.alternative.there.place', { place }),
      };
  }
}

function isSameEngine(
  { engine }: Alternative,
  { engine: asked }: RowWords,
): boolean {
  const names = new Set([...Object.keys(engine), ...Object.keys(asked)]);
  const read = (from: object, name: string): unknown =>
    Object.entries(from).find(([key]) => key === name)?.[1];
  return [...names].every(
    name =>
      JSON.stringify(read(engine, name)) === JSON.stringify(read(asked, name)),
  );
}
