const NANO = 1_000_000_000n;

const SUFFIX = new Map<string, readonly [bigint, bigint]>([
  ['n', [1n, 1_000_000_000n]],
  ['u', [1n, 1_000_000n]],
  ['m', [1n, 1_000n]],
  ['', [1n, 1n]],
  ...['k', 'M', 'G', 'T', 'P', 'E'].map(
    (suffix, index) => [suffix, [1000n ** BigInt(index + 1), 1n]] as const,
  ),
  ...['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map(
    (suffix, index) => [suffix, [1024n ** BigInt(index + 1), 1n]] as const,
  ),
]);

const QUANTITY =
  /^([+-]?)(\d{1,64})?(?:\.(\d{0,64}))?(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d{1,3}))?$/;

/**
 * Reads an amount as Kubernetes writes it (`1.5Gi`, `500m`, `2e3`) in billionths of one, the finest that Kubernetes keeps; what is
 * finer is rounded away from zero. `undefined` where it is no amount.
 *
 * Grammar and rounding: Kubernetes' `resource.Quantity`.
 */
export function parseQuantity(text: string): bigint | undefined {
  const match = QUANTITY.exec(text);
  if (!match) {
    return undefined;
  }
  const [, sign, whole = '', fraction = '', suffix = '', exponent] = match;
  if (whole === '' && fraction === '') {
    return undefined;
  }
  const digits = BigInt(whole + fraction);
  const [up, down] = SUFFIX.get(suffix) ?? [1n, 1n];
  const power = Number(exponent ?? 0);
  const numerator = digits * up * NANO * 10n ** BigInt(power > 0 ? power : 0);
  const denominator =
    down * 10n ** BigInt(fraction.length + (power < 0 ? -power : 0));
  const rounded = (numerator + denominator - 1n) / denominator;
  return sign === '-' ? -rounded : rounded;
}
