import {
  checkCounts,
  LedgerCount,
  ledgerCounts,
  usageCounts,
} from '@modelyard/llm-measures';
import { UsageCall } from '@modelyard/plugin-llm-node';
import {
  BucketIncrement,
  CheckIncrement,
  Increments,
  RowIncrement,
  SUM_PLACE,
} from '../tables/applyIncrements';
import { onGrid } from '../tables/onGrid';
import { KeyIds } from '../tables/UsageDictionary';
import { PARTIAL } from '../tables/units';
import { bucketOf } from './observationScale';

/** A call with what the tables call it. */
export interface PreparedCall {
  readonly call: UsageCall;
  readonly hour: number;
  /** Hexadecimal digest of source and id. */
  readonly digest: string;
  readonly key: KeyIds;
}

/** A series of observations as the tables have it. */
export interface Scale {
  readonly id: number;
  readonly bounds: readonly number[];
}

interface Sum {
  readonly hour: number;
  readonly keyId: number;
  readonly counts: (number | null)[];
  /** Which counts the first call had, as bits: those that another has or lacks beside make the row partial. */
  readonly had: number;
  qualifiers: number;
}

const PLACES: readonly (readonly [LedgerCount, number])[] = usageCounts.map(
  (name, index) => [name, index],
);
const CHECKS: readonly (readonly [LedgerCount, number])[] = checkCounts.map(
  name => [name, ledgerCounts.indexOf(name)],
);

/** Adds calls up in memory to what is added to the tables: one increment for each row and bucket. */
export function addCalls(
  calls: readonly PreparedCall[],
  options: { qualifiers: number; scaleOf: (series: string) => Scale },
): Increments {
  const { qualifiers, scaleOf } = options;
  const rows = new Map<string, Sum>();
  const checks = new Map<
    string,
    { -readonly [K in keyof CheckIncrement]: CheckIncrement[K] }
  >();
  const buckets = new Map<
    string,
    { -readonly [K in keyof BucketIncrement]: BucketIncrement[K] }
  >();
  for (const { call, hour, key } of calls) {
    const counts = PLACES.map(([name]) => {
      const value = call.counts[name];
      return value === undefined ? null : onGrid(value);
    });
    const had = counts.reduce<number>(
      (bits, count, index) => (count === null ? bits : bits | (1 << index)),
      0,
    );
    const text = `${hour}/${key.id}`;
    const row = rows.get(text);
    if (row) {
      for (const [, index] of PLACES) {
        const count = counts[index];
        if (count !== null) {
          row.counts[index] = (row.counts[index] ?? 0) + count;
        }
      }
      if (had !== row.had) {
        row.qualifiers |= PARTIAL;
      }
    } else {
      rows.set(text, { hour, keyId: key.id, counts, had, qualifiers });
    }
    for (const [name, count] of CHECKS) {
      const value = call.counts[name];
      if (value !== undefined) {
        const keyId = key.id;
        const place = `${text}/${count}`;
        const known = checks.get(place);
        if (known) {
          known.n += onGrid(value);
        } else {
          checks.set(place, {
            hour,
            keyId,
            count,
            n: onGrid(value),
            qualifiers,
          });
        }
      }
    }
    for (const [series, value] of Object.entries(call.observations)) {
      const { id: scaleId, bounds } = scaleOf(series);
      const keyId = key.totalId;
      for (const [bucket, n] of [
        [bucketOf(bounds, value), 1],
        [SUM_PLACE, onGrid(value)],
      ]) {
        const place = `${hour}/${keyId}/${scaleId}/${bucket}`;
        const increment = buckets.get(place);
        if (increment) {
          increment.n += n;
        } else {
          buckets.set(place, { hour, keyId, scaleId, bucket, n });
        }
      }
    }
  }
  return {
    rows: [...rows.values()] satisfies RowIncrement[],
    checks: [...checks.values()],
    edges: [],
    buckets: [...buckets.values()],
  };
}
