import {
  exactIncrease,
  ledgerCounts,
  type LedgerCount,
  type Qualifier,
  type Vantage,
} from '@modelyard/llm-measures';
import type {
  LlmUsageAnswer,
  LlmUsageAuthority,
  LlmUsagePart,
  LlmUsageQuestion,
  LlmUsageRow,
} from '@modelyard/plugin-llm-common';
import type { LlmApi } from '../api';

const HOUR = 3_600_000;

/** What a place says against the one that counts, by how much it differs. */
export function testimony(
  vantage: Vantage,
  difference: number,
  agrees: boolean,
): LlmUsageAuthority['others'][number] {
  return {
    vantage,
    sources: [`${vantage}-1`],
    increase: exactIncrease(Math.round(1000 * (1 + difference))),
    difference,
    agrees,
  };
}

/** What was used in one hour. */
export interface UsedHour {
  /** Beginning of the hour in milliseconds. */
  readonly at: number;
  readonly key: { readonly [Part in LlmUsagePart]?: string };
  readonly counts: { readonly [Count in LedgerCount]?: number };
  readonly cost?: Readonly<Record<string, number>>;
  readonly qualifiers?: readonly Qualifier[];
}

/** A backend with a ledger of a few hours, which adds up and pages as the real one does. */
export function usageBackend(options: {
  hours: readonly UsedHour[];
  authorities?: LlmUsageAuthority[];
  coverage?: number;
  closed?: boolean;
  /** Whose usage counts as that of a consumer; what is not named is all there is. */
  users?: Readonly<Record<string, readonly string[]>>;
  /** At most so many rows on a page, however many are asked for. */
  pageSize?: number;
}): Pick<LlmApi, 'readUsage' | 'exportUsage'> & {
  readonly asked: LlmUsageQuestion[];
} {
  const asked: LlmUsageQuestion[] = [];
  const readUsage = async (
    question: LlmUsageQuestion,
  ): Promise<LlmUsageAnswer> => {
    asked.push(question);
    const from = Math.floor(Date.parse(question.from) / HOUR) * HOUR;
    const hours = options.hours.filter(
      ({ at, key }) =>
        at >= from &&
        at < Date.parse(question.to) &&
        (question.model === undefined || key.model === question.model) &&
        (question.consumer === undefined ||
          options.users === undefined ||
          (options.users[question.consumer] ?? [question.consumer]).includes(
            key.consumer ?? '',
          )),
    );
    const rows = sortRows(rowsOf(hours, question), question.sort);
    const start = Number(question.cursor ?? 0);
    const size = Math.min(
      question.limit ?? 100,
      options.pageSize ?? Number.POSITIVE_INFINITY,
    );
    return {
      rows: rows.slice(start, start + size),
      total: rowsOf(hours, { ...question, step: 'total', by: [] })[0] ?? {
        key: {},
        counts: {},
        unpriced: false,
      },
      ...(rows.length > start + size && { nextCursor: String(start + size) }),
      authorities: question.model ? options.authorities ?? [] : [],
      coverage: options.coverage,
      closed: options.closed ?? false,
      readAt: new Date().toISOString(),
    };
  };
  return {
    asked,
    readUsage,
    exportUsage: async question => {
      const { rows } = await readUsage({ ...question, limit: 1e6 });
      return [
        ['period', ...question.by].join(','),
        ...rows.map(row =>
          [row.period, ...question.by.map(part => row.key[part])].join(','),
        ),
      ].join('\r\n');
    },
  };
}

function rowsOf(
  hours: readonly UsedHour[],
  { step, by }: Pick<LlmUsageQuestion, 'step' | 'by'>,
): LlmUsageRow[] {
  const groups = new Map<string, UsedHour[]>();
  for (const hour of hours) {
    const name = JSON.stringify([
      periodOf(hour.at, step),
      ...by.map(part => hour.key[part] ?? 'unknown'),
    ]);
    groups.set(name, [...(groups.get(name) ?? []), hour]);
  }
  return [...groups]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, group]) => rowOf(group, { step, by }));
}

function rowOf(
  group: readonly UsedHour[],
  { step, by }: Pick<LlmUsageQuestion, 'step' | 'by'>,
): LlmUsageRow {
  const counts: LlmUsageRow['counts'] = {};
  for (const count of ledgerCounts) {
    const given = group.flatMap(hour => hour.counts[count] ?? []);
    if (given.length > 0) {
      const value = given.reduce((sum, each) => sum + each, 0);
      const qualifiers = [
        ...new Set(group.flatMap(hour => hour.qualifiers ?? [])),
      ];
      counts[count] = {
        value,
        qualifiers,
        vantages: ['gateway-log'],
        ...(qualifiers.includes('approximate') && {
          bounds: { low: value * 0.9, high: value * 1.1 },
        }),
      };
    }
  }
  const sums = new Map<string, number>();
  for (const [currency, amount] of group.flatMap(({ cost = {} }) =>
    Object.entries(cost),
  )) {
    sums.set(currency, (sums.get(currency) ?? 0) + amount);
  }
  const period = periodOf(group[0].at, step);
  return {
    ...(period && { period }),
    key: Object.fromEntries(
      by.map(part => [part, group[0].key[part] ?? 'unknown']),
    ),
    counts,
    ...(sums.size > 0 && {
      cost: [...sums].map(([currency, amount]) => ({
        currency,
        amount: String(Number(amount.toFixed(6))),
      })),
    }),
    unpriced: group.some(({ cost }) => cost === undefined),
  };
}

function periodOf(
  at: number,
  step: LlmUsageQuestion['step'],
): string | undefined {
  const iso = new Date(at).toISOString().replace('.000Z', 'Z');
  if (step === 'total') {
    return undefined;
  }
  return step === 'hour' ? iso : iso.slice(0, 10);
}

function sortRows(
  rows: LlmUsageRow[],
  sort: LlmUsageQuestion['sort'],
): LlmUsageRow[] {
  const size = (row: LlmUsageRow) =>
    sort === 'cost'
      ? Number(row.cost?.[0]?.amount ?? -1)
      : row.counts[sort ?? 'requests']?.value ?? -1;
  return sort
    ? [...rows].sort((left, right) => size(right) - size(left))
    : rows;
}
