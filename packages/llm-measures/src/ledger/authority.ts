import { Vantage } from '../series/Vantage';
import { isCheckCount, LedgerCount } from './LedgerRow';
import { addIncreases, Increase, increaseBounds } from '../counters/Increase';
import { Bounds } from '../result/MeasureResult';

/**
 * Whose figures count where several sources saw the same calls, the first that has any: what the gateway wrote call by call,
 * its metrics, the counters of the engine, and last what clients say of themselves. What a gateway wrote names the consumer;
 * engines and clients come first with their counters, which lack no call that was not sampled.
 *
 * @public
 */
export const AUTHORITY_ORDER: readonly Vantage[] = [
  'gateway-log',
  'gateway',
  'router',
  'engine',
  'engine-log',
  'client',
  'client-log',
];

/** What became of a check its guardrail knows first; a gateway that has guardrails of its own is one. */
const CHECK_ORDER: readonly Vantage[] = ['guardrail', ...AUTHORITY_ORDER];

/**
 * Whose figures count for a count: {@link AUTHORITY_ORDER} for calls, and before those the guardrails themselves for what they
 * checked. Guardrails stand apart because they see checks and not calls: of calls they never count.
 *
 * @public
 */
export function authorityOrderOf(count: LedgerCount): readonly Vantage[] {
  return isCheckCount(count) ? CHECK_ORDER : AUTHORITY_ORDER;
}

/**
 * What one source says of a model and a measure.
 *
 * @public
 */
export interface Testimony {
  readonly source: string;
  readonly vantage: Vantage;
  readonly increase: Increase;
}

/**
 * What the sources that do not count say beside the one that does.
 *
 * @public
 */
export interface Reconciliation {
  readonly vantage: Vantage;
  readonly sources: readonly string[];
  readonly increase: Increase;
  /** Share by which it differs from the authority; absent where that has none. */
  readonly difference?: number;
  /** Whether what samples leave open explains the difference. */
  readonly agrees: boolean;
}

/**
 * The vantage that counts, and what the others say.
 *
 * @public
 */
export interface Authority {
  readonly vantage: Vantage;
  readonly sources: readonly string[];
  readonly increase: Increase;
  readonly others: readonly Reconciliation[];
  /**
   * Whether calls may be missing: applications that say the one thing or the other of themselves were seen, and no vantage
   * sees them all.
   */
  readonly partial: boolean;
}

/**
 * What applications say of themselves: each of its own calls alone, some by counters, some call by call, and some both
 * ways. Neither sees what all of them sent, so that the one by which more is known counts.
 */
const OF_THEMSELVES: readonly Vantage[] = ['client', 'client-log'];

/**
 * Chooses the one vantage that counts. Its sources are added, because each sees other calls; those of other vantages saw
 * the same calls and are only compared.
 *
 * Where only applications themselves say anything, the larger of what they say in either way counts. It is partial where
 * the two do not agree, since some may have spoken in one way only.
 *
 * @param options - `order` of vantages, {@link AUTHORITY_ORDER} unless configured otherwise. A vantage that is not in it
 * never counts
 * @returns Undefined where no source that may count says anything
 * @public
 */
export function chooseAuthority(options: {
  testimonies: readonly Testimony[];
  order?: readonly Vantage[];
}): Authority | undefined {
  const { testimonies, order = AUTHORITY_ORDER } = options;
  const heard = order.flatMap(vantage => {
    const seen = testimonies.filter(each => each.vantage === vantage);
    return seen.length > 0 ? [together(vantage, seen)] : [];
  });
  const [first, second] = heard;
  if (!first) {
    return undefined;
  }
  const ofThemselves =
    second !== undefined &&
    [first, second].every(({ vantage }) => OF_THEMSELVES.includes(vantage));
  const [authority, ...others] =
    ofThemselves && second.increase.value > first.increase.value
      ? [second, first, ...heard.slice(2)]
      : heard;
  const compared = others.map(other => compare(authority.increase, other));
  return {
    ...authority,
    others: compared,
    partial: ofThemselves && !compared[0].agrees,
  };
}

type Heard = ReturnType<typeof together>;

function compare(authority: Increase, other: Heard): Reconciliation {
  return {
    ...other,
    ...(authority.value > 0 && {
      difference: other.increase.value / authority.value - 1,
    }),
    agrees: overlap(increaseBounds(authority), increaseBounds(other.increase)),
  };
}

function together(vantage: Vantage, seen: readonly Testimony[]) {
  const sorted = [...seen].sort((a, b) => (a.source < b.source ? -1 : 1));
  return {
    vantage,
    sources: [...new Set(sorted.map(({ source }) => source))],
    increase: addIncreases(sorted.map(({ increase }) => increase)),
  };
}

function overlap(a: Bounds, b: Bounds): boolean {
  return (
    (a.low ?? 0) <= (b.high ?? Infinity) && (b.low ?? 0) <= (a.high ?? Infinity)
  );
}
