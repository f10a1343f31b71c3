import { Caller, callers as allCallers, DayShape } from './callers';
import { digestOf, SeededRandom } from './random';

export const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** A call that the demo makes up. */
export interface DemoCall {
  readonly caller: Caller;
  readonly traceId: string;
  /** Spans of the client and of the gateway. */
  readonly spanIds: readonly [client: string, gateway: string];
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly end: number;
  /** Milliseconds until the first token; absent where nothing came, or nothing comes in parts. */
  readonly firstToken?: number;
  /** Status of HTTP; 200 where it went well. */
  readonly status: number;
  /** Absent where it did not go well. */
  readonly used?: {
    readonly inputTokens?: number;
    readonly cachedInputTokens?: number;
    readonly outputTokens?: number;
    readonly audioSeconds?: number;
    readonly images?: number;
    readonly texts?: number;
    readonly documents?: number;
  };
}

/** Share of the calls of a day that each hour has, in UTC; they need not add up to one. */
const HOURS: Readonly<Record<DayShape, readonly number[]>> = {
  office: [
    0, 0, 0, 0, 0, 1, 4, 9, 11, 11, 9, 7, 9, 11, 11, 9, 5, 2, 1, 0, 0, 0, 0, 0,
  ],
  shop: [
    1, 1, 0, 0, 1, 2, 4, 6, 7, 7, 7, 7, 6, 6, 6, 6, 7, 8, 9, 9, 8, 5, 3, 2,
  ],
  shifts: [
    3, 3, 3, 4, 6, 8, 6, 5, 5, 5, 5, 5, 8, 6, 5, 5, 5, 5, 4, 4, 6, 6, 4, 3,
  ],
  nights: [
    16, 18, 16, 12, 4, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 2, 4, 8, 11,
    14,
  ],
};
const WEEKEND: Readonly<Record<DayShape, number>> = {
  office: 0.06,
  shop: 0.7,
  shifts: 0.45,
  nights: 0.8,
};
/** Use goes up and down over a quarter of a year by so much. */
const SEASON = { days: 91, share: 0.2 };
/** One day in so many has two bad hours, in which one call in so many fails. */
const BAD_DAYS = 11;
const BAD_SHARE = 0.11;

/**
 * Makes up the calls that end in an hour. The same hour, seed and callers make the same calls, whenever they are asked for.
 *
 * @param hour - Number of the hour since 1970
 * @returns In the order in which they end
 */
export function callsOfHour(
  hour: number,
  options: { seed: string; callers?: readonly Caller[] },
): DemoCall[] {
  const { seed, callers = allCallers } = options;
  return callers
    .flatMap(caller => callsOf(caller, hour, seed))
    .sort((a, b) => a.end - b.end || (a.traceId < b.traceId ? -1 : 1));
}

function callsOf(caller: Caller, hour: number, seed: string): DemoCall[] {
  const name = `${caller.consumer} ${caller.asks} ${caller.operation}`;
  const random = new SeededRandom(seed, name, hour);
  const failing = failShare(caller, hour, seed);
  return Array.from({
    length: random.events(expected(caller, hour, seed)),
  }).map((_, index): DemoCall => {
    const id = digestOf(seed, name, hour, index).toString('hex');
    const end = Math.floor((hour + random.next()) * HOUR_MS);
    const status = statusOf(random.next(), failing);
    const well = status === 200;
    const times = timesOf(caller, random);
    const ids = {
      caller,
      traceId: id.slice(0, 32),
      spanIds: [id.slice(32, 48), id.slice(48, 64)] as const,
      status,
      end,
    };
    if (!well) {
      // What is refused is refused at once; what fails takes its time.
      const after = status < 500 ? 12 : 1_000 * times.whole;
      return { ...ids, start: end - Math.ceil(after) };
    }
    return {
      ...ids,
      start: end - Math.ceil(1_000 * times.whole),
      ...(caller.perToken && { firstToken: 1_000 * times.first }),
      used: times.used,
    };
  });
}

function expected(caller: Caller, hour: number, seed: string): number {
  const day = Math.floor(hour / DAY_HOURS);
  const shares = HOURS[caller.shape];
  const share =
    shares[hour % DAY_HOURS] / shares.reduce((sum, each) => sum + each, 0);
  // 1 January 1970 was a Thursday.
  const weekday = (day + 4) % 7;
  const weekend = weekday === 0 || weekday === 6;
  const mood = new SeededRandom(seed, caller.consumer, 'day', day).around(
    1,
    0.12,
  );
  const season = 1 + SEASON.share * Math.sin((2 * Math.PI * day) / SEASON.days);
  return (
    caller.perDay *
    share *
    mood *
    season *
    (weekend ? WEEKEND[caller.shape] : 1)
  );
}

function failShare({ model }: Caller, hour: number, seed: string): number {
  const day = Math.floor(hour / DAY_HOURS);
  const luck = new SeededRandom(seed, model, 'bad', day);
  const bad = luck.next() < 1 / BAD_DAYS;
  const from = 7 + Math.floor(luck.next() * 8);
  const now = hour % DAY_HOURS;
  return bad && now >= from && now < from + 2 ? BAD_SHARE : 0.0006;
}

function statusOf(chance: number, failing: number): number {
  if (chance < failing) {
    return chance < failing / 2 ? 503 : 500;
  }
  const rest = chance - failing;
  if (rest < 0.004) {
    return 429;
  }
  return rest < 0.005 ? 499 : 200;
}

function timesOf(caller: Caller, random: SeededRandom) {
  const { sizes, first: usual, perToken } = caller;
  const size = (median: number | undefined, least = 1) =>
    median === undefined
      ? undefined
      : Math.max(least, Math.round(random.around(median)));
  const inputTokens = size(sizes.inputTokens);
  const outputTokens = size(sizes.outputTokens);
  const audioSeconds = size(sizes.audioSeconds);
  const cached =
    sizes.cached !== undefined && inputTokens
      ? Math.floor(inputTokens * Math.min(1, sizes.cached * 2 * random.next()))
      : undefined;
  const scale = audioSeconds ? audioSeconds / (sizes.audioSeconds ?? 1) : 1;
  const first = random.around(usual, 0.35) * scale;
  const rest = perToken
    ? (outputTokens ?? 0) * perToken * random.around(1, 0.15)
    : 0;
  return {
    first,
    whole: first + rest,
    used: {
      ...(inputTokens && { inputTokens }),
      ...(cached !== undefined && { cachedInputTokens: cached }),
      ...(outputTokens && { outputTokens }),
      ...(audioSeconds && { audioSeconds }),
      ...(sizes.images && {
        images: 1 + Math.floor(random.next() * sizes.images),
      }),
      ...(sizes.texts && { texts: sizes.texts }),
      ...(sizes.documents && { documents: size(sizes.documents) }),
    },
  };
}
