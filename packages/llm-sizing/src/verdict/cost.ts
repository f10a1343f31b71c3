import { Money } from '@modelyard/llm-units';
import { Range } from '../sizing/Range';
import { ThroughputEstimate } from '../sizing/throughput';
import { multiply, rough } from './amounts';
import { PlacementCost } from './Assessment';

/** Hours of an average month: 365.25 x 24 / 12, rounded as cloud providers do. */
const HOURS_PER_MONTH = 730;

/**
 * What units of a device group cost. A partition costs its share of the compute slices, a share its part of the device.
 *
 * @returns Undefined where the group has no price
 */
export function costOf(options: {
  pricePerGpuHour: Money | undefined;
  units: number;
  /** Share of a device that a unit is. */
  share: number;
  throughput: ThroughputEstimate | undefined;
}): PlacementCost | undefined {
  const { pricePerGpuHour, units, share, throughput } = options;
  const perHour = pricePerGpuHour && multiply(pricePerGpuHour, units * share);
  const perMonth = costPerMonth(options);
  if (!perHour || !perMonth) {
    return undefined;
  }
  return {
    perHour,
    perMonth,
    perMillionTokens:
      throughput && perMillion(perHour, throughput.totalTokensPerSecond),
    perMillionOutputTokens:
      throughput && perMillion(perHour, throughput.outputTokensPerSecond),
  };
}

/** What the units cost in a month, without what they do for it. */
export function costPerMonth(options: {
  pricePerGpuHour: Money | undefined;
  units: number;
  share: number;
}): Money | undefined {
  const { pricePerGpuHour, units, share } = options;
  return (
    pricePerGpuHour &&
    multiply(pricePerGpuHour, units * share * HOURS_PER_MONTH)
  );
}

function perMillion(
  { amount, currency }: Money,
  { low, high }: Range,
): { low: Money; high: Money } | undefined {
  const at = (tokensPerSecond: number) =>
    tokensPerSecond > 0
      ? rough((Number(amount) * 1e6) / (tokensPerSecond * 3600), currency)
      : undefined;
  const [cheap, dear] = [at(high), at(low)];
  return cheap && dear && { low: cheap, high: dear };
}
