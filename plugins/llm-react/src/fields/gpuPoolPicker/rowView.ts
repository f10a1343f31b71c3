import { parseEntityRef } from '@backstage/catalog-model';
import type {
  GroupVerdict,
  PlacementCost,
  PlacementSizing,
  Range,
  Reason,
} from '@modelyard/llm-sizing';
import { alternativeViews, type AlternativeView } from './alternativeViews';
import {
  placeChoice,
  placeState,
  quotaOf,
  type PlaceChoice,
  type PlaceState,
} from './placeState';
import { placeKey, type PlaceFacts, type PlaceQuota } from './poolPlaces';
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

function factLines(
  verdict: GroupVerdict,
  quota: PlaceQuota | undefined,
  words: RowWords,
): string[] {
  const { sizing, cost, placement } = verdict;
  const { t, group } = words;
  const lines: Array<string | undefined> = [];
  if (sizing && placement) {
    lines.push(memoryLine(sizing, placement.unit, placement.units, words));
    if (verdict.fit !== 'does-not-fit') {
      lines.push(requestsLine(sizing, words), speedLine(sizing, words));
    }
  }
  if (placement) {
    lines.push(
      cost ? perMillionLine(cost, words) : t('gpuPoolPicker.row.noPrice'),
    );
  }
  if (group) {
    lines.push(quotaLine({ quota, group, units: placement?.units, words }));
  }
  return lines.filter((line): line is string => line !== undefined);
}

function memoryLine(
  { memory }: PlacementSizing,
  unit: 'gpu' | 'partition' | 'share',
  units: number,
  words: RowWords,
): string {
  const { t } = words;
  const { weights, kvCache, other, budgetBytes, deviceBytes } = memory;
  const perDevice = {
    gpu: () => t('gpuPoolPicker.row.perGpu'),
    partition: () => t('gpuPoolPicker.row.perPartition'),
    share: () => t('gpuPoolPicker.row.perShare'),
  };
  const parts = {
    perDevice: units > 1 ? perDevice[unit]() : '',
    weights: gib(weights, words),
    other: gib(other, words),
    budget: gibOf(budgetBytes, words),
    device: gibOf(deviceBytes, words),
  };
  return kvCache.high <= 0
    ? t('gpuPoolPicker.row.memoryShort', parts)
    : t('gpuPoolPicker.row.memory', { ...parts, kvCache: gib(kvCache, words) });
}

function requestsLine(sizing: PlacementSizing, words: RowWords): string {
  const { t, workload } = words;
  const { typicalRequests, longestRequests } = sizing;
  const asked = workload.concurrentRequests;
  return t('gpuPoolPicker.row.requests', {
    typical:
      typicalRequests.low >= asked
        ? t('gpuPoolPicker.row.allTypical', { asked })
        : t('gpuPoolPicker.row.someTypical', {
            range: counts(typicalRequests, words),
            asked,
          }),
    longest: t('gpuPoolPicker.row.longest', {
      range: counts(longestRequests, words),
      tokens: workload.longestContext,
    }),
  });
}

function speedLine(
  { throughput }: PlacementSizing,
  words: RowWords,
): string | undefined {
  const { t, workload } = words;
  if (!throughput) {
    return undefined;
  }
  const writes = workload.answerTokens > 0;
  const { low, high } = writes
    ? throughput.outputTokensPerSecond
    : throughput.totalTokensPerSecond;
  const range = counts({ low: rough(low), high: rough(high) }, words);
  const running = throughput.runningRequests;
  return writes
    ? t('gpuPoolPicker.row.written', { range, running })
    : t('gpuPoolPicker.row.read', { range, running });
}

function priceLine({ perHour }: PlacementCost, { t, formats }: RowWords) {
  return t('gpuPoolPicker.row.perHour', {
    // A share of a price has more digits than anybody pays.
    price: formats.money(
      Number(Number(perHour.amount).toPrecision(3)),
      perHour.currency,
    ),
  });
}

function perMillionLine(
  { perMillionTokens }: PlacementCost,
  words: RowWords,
): string | undefined {
  const { t, formats } = words;
  if (!perMillionTokens) {
    return undefined;
  }
  const { low, high } = perMillionTokens;
  return t('gpuPoolPicker.row.perMillion', {
    range: rangeOf(
      formats.money(rough(Number(low.amount)), low.currency),
      formats.money(rough(Number(high.amount)), high.currency),
      words,
    ),
  });
}

function quotaLine(options: {
  quota: PlaceQuota | undefined;
  group: string;
  units: number | undefined;
  words: RowWords;
}): string {
  const { quota, group, units } = options;
  const { t } = options.words;
  const { name } = parseEntityRef(group);
  if (!quota) {
    return t('gpuPoolPicker.row.noQuota', { group: name });
  }
  const limit = t(`pool.unit.${quota.unit}`, { count: quota.limit });
  const held =
    quota.borrowable > 0
      ? t('gpuPoolPicker.row.quotaBorrow', {
          group: name,
          limit,
          borrowable: quota.borrowable,
        })
      : t('gpuPoolPicker.row.quota', { group: name, limit });
  return units !== undefined && units > quota.limit
    ? t('gpuPoolPicker.row.quotaBeyond', { quota: held, units })
    : held;
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

const GIB = 1024 ** 3;

function gibOf(bytes: number, { formats }: RowWords): string {
  return formats.number(Math.round((bytes / GIB) * 10) / 10);
}

function gib({ low, high }: Range, words: RowWords): string {
  return low < 0
    ? words.t('gpuPoolPicker.row.upTo', { high: gibOf(high, words) })
    : rangeOf(gibOf(low, words), gibOf(high, words), words);
}

function counts({ low, high }: Range, words: RowWords): string {
  return Number.isFinite(high)
    ? rangeOf(words.formats.number(low), words.formats.number(high), words)
    : words.t('gpuPoolPicker.row.anyNumber');
}

function rangeOf(low: string, high: string, { t }: RowWords): string {
  return low === high ? low : t('gpuPoolPicker.row.range', { low, high });
}

/** Two digits: an estimate is not better than that. */
function rough(value: number): number {
  return Number(value.toPrecision(2));
}
