import { PolicyVerdict, Verdict } from './Assessment';
import { OpenVerdict } from './closeVerdict';

/** The better verdict has the lower number. */
export const VERDICT_RANK: Record<Verdict, number> = {
  fits: 0,
  tight: 1,
  unknown: 2,
  'does-not-fit': 3,
};

/** What policy allows comes first, what it forbids last. */
export const POLICY_RANK: Record<PolicyVerdict['state'], number> = {
  allowed: 0,
  unknown: 1,
  blocked: 2,
};

/** Sorts by what policy says, then the better verdict, then the cheaper one, then by name. */
export function sortVerdicts<T>(
  items: readonly T[],
  verdictOf: (item: T) => OpenVerdict,
): T[] {
  // Amounts are read once, not at each comparison.
  return items
    .map(item => ({ item, key: keyOf(verdictOf(item)) }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ item }) => item);
}

interface Key {
  readonly rank: number;
  readonly currency: string | undefined;
  readonly amount: number;
  readonly units: number;
  readonly pool: string;
  readonly devices: string;
}

function keyOf({
  policy,
  verdict,
  cost,
  placement,
  pool,
  devices,
}: OpenVerdict): Key {
  return {
    rank: POLICY_RANK[policy.state] * 4 + VERDICT_RANK[verdict],
    currency: cost?.perMonth.currency,
    amount: Number(cost?.perMonth.amount ?? 0),
    units: placement?.units ?? Infinity,
    pool,
    devices,
  };
}

function compareKeys(a: Key, b: Key): number {
  return (
    a.rank - b.rank ||
    // Without a price comes last. Currencies cannot be compared, so each stands for itself, by name.
    Number(a.currency === undefined) - Number(b.currency === undefined) ||
    compareNames(a.currency ?? '', b.currency ?? '') ||
    a.amount - b.amount ||
    (a.units === b.units ? 0 : a.units - b.units) ||
    compareNames(a.pool, b.pool) ||
    compareNames(a.devices, b.devices)
  );
}

function compareNames(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
