import { parseEntityRef } from '@backstage/catalog-model';
import type {
  GroupVerdict,
  PlacementCost,
  PlacementSizing,
  Range,
} from '@modelyard/llm-sizing';
import type { PlaceQuota } from './poolPlaces';
import type { RowWords } from './rowWords';

/** Memory, requests, speed, cost and quota of a place, each in a line. */
export function factLines(
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
    : t('gpuPoolPicker.row.memory', {
        ...parts,
        kvCache: gib(kvCache, words),
      });
}

function requestsLine(sizing: PlacementSizing, words: RowWords): string {
  const { t, workload } = words;
  const { typicalRequests, longestRequests } = sizing;
  const asked = workload.concurrentRequests;
  return t('gpuPoolPicker.row.requests', {
    typical:
      typicalRequests.low >= asked
        ? t('gpuPoolPicker.row.allTypical', { count: asked })
        : t('gpuPoolPicker.row.someTypical', {
            range: counts(typicalRequests, words),
            count: asked,
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

/** What the place costs for an hour. */
export function priceLine(
  { perHour }: PlacementCost,
  { t, formats }: RowWords,
) {
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
