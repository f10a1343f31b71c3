/** More than any size or count of a model is; products of what is less stay numbers. */
const MOST = 1e18;

/** Less than any size or count of a model is; quotients of what is more stay numbers. */
const LEAST = 1e-6;

/** The number where it can stand for a size or a count; undefined for what cannot, so that nothing computes with it. */
export function known(value: number | undefined): number | undefined {
  return value !== undefined && value > LEAST && value < MOST
    ? value
    : undefined;
}

/** The whole number where it can stand for a count; undefined for what cannot. */
export function knownCount(value: number | undefined): number | undefined {
  const count = known(value);
  return count === undefined || !Number.isSafeInteger(count)
    ? undefined
    : count;
}

const GIB = 1024 ** 3;

/** Bytes as a text for messages, in GiB with one digit: the unit that drivers, engines and people compare GPUs in. */
export function inGib(bytes: number): string {
  return `${(bytes / GIB).toFixed(1)} GiB`;
}

/** A count as a text for messages, with separators: `131,072`. */
export function inWords(count: number): string {
  return Math.round(count)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}
