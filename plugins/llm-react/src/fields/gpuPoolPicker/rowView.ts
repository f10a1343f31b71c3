import type { GroupVerdict, Reason } from '@modelyard/llm-sizing';
import { alternativeViews, type AlternativeView } from './alternativeViews';
import {
  placeChoice,
  placeState,
  quotaOf,
  type PlaceChoice,
  type PlaceState,
} from './placeState';
import { placeKey, type PlaceFacts } from './poolPlaces';
import { factLines, priceLine } from './rowFacts';
import { withTitles, type RowWords } from './rowWords';

/** A row in words: whatever is equal looks equal. */
export interface RowView {
  readonly key: string;
  readonly pool: string;
  readonly devices: string;
  readonly owner: string | undefined;
  readonly state: PlaceState;
  readonly choice: PlaceChoice;
  /** Pool and device group. */
  readonly place: string;
  /** The same with the verdict. */
  readonly name: string;
  /** What it would take, or what there is. */
  readonly placement: string;
  readonly price: string | undefined;
  /** Memory, requests, speed, cost and quota, each a line. */
  readonly facts: readonly string[];
  readonly notes: readonly string[];
  readonly reasons: readonly Reason[];
  readonly alternatives: readonly AlternativeView[];
}

/** Writes the row of a verdict. */
export function rowView(verdict: GroupVerdict, words: RowWords): RowView {
  const { t } = words;
  const { pool, devices, policy } = verdict;
  const facts = words.places.get(placeKey(pool, devices));
  const quota = quotaOf(facts, words.group);
  const state = placeState(verdict, quota);
  const choice = placeChoice(verdict);
  const names = { pool: facts?.poolTitle ?? pool, devices };
  return {
    key: placeKey(pool, devices),
    pool,
    devices,
    owner: facts?.owner,
    state,
    choice,
    place: t('gpuPoolPicker.row.place', names),
    name: t('gpuPoolPicker.row.name', {
      ...names,
      state: t(`gpuPoolPicker.state.${state}`),
    }),
    placement: placementLine(verdict, facts, words),
    price: verdict.cost && priceLine(verdict.cost, words),
    facts: factLines(verdict, quota, words),
    notes: notesOf({ state, choice, verdict, words }),
    reasons: [...policy.reasons, ...verdict.reasons].map(reason => ({
      ...reason,
      message: withTitles(reason.message, facts, words),
    })),
    alternatives: alternativeViews(verdict, words),
  };
}

function placementLine(
  { placement }: GroupVerdict,
  facts: PlaceFacts | undefined,
  { t }: RowWords,
): string {
  const accelerator = facts?.accelerator ?? '';
  if (!placement) {
    return accelerator;
  }
  const { unit, units, profile, parallelism } = placement;
  const line = {
    gpu: () => t('gpuPoolPicker.row.gpus', { units, accelerator }),
    partition: () =>
      t('gpuPoolPicker.row.partitions', {
        units,
        profile: profile ?? '',
        accelerator,
      }),
    share: () => t('gpuPoolPicker.row.shares', { units, accelerator }),
  }[unit]();
  const copies = parallelism.dataParallel;
  if (units === 1) {
    return line;
  }
  return `${line}, ${
    copies > 1
      ? t('gpuPoolPicker.row.copies', { copies, size: units / copies })
      : t('gpuPoolPicker.row.spread', { size: units })
  }`;
}

function notesOf(options: {
  state: PlaceState;
  choice: PlaceChoice;
  verdict: GroupVerdict;
  words: RowWords;
}): string[] {
  const { state, choice, verdict, words } = options;
  const { t } = words;
  if (choice === 'refused') {
    const { reason } = verdict.override;
    return reason ? [t('gpuPoolPicker.row.refused', { reason })] : [];
  }
  switch (state) {
    case 'unknown':
      return [t('gpuPoolPicker.row.unknownNote')];
    case 'beyondQuota':
      return [t('gpuPoolPicker.row.beyondQuotaNote')];
    default:
      return [];
  }
}
