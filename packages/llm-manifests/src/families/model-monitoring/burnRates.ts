/**
 * When an alert tells of an error budget that is used up too fast: over a long window, so that it matters, and over a
 * short one, so that it ends soon after its cause.
 */
export interface BurnRate {
  readonly long: string;
  readonly short: string;
  /** How many times as fast as the objective allows. */
  readonly factor: number;
  readonly severity: 'page' | 'ticket';
  /** Share of the budget of the whole window that is gone by then. */
  readonly spent: number;
}

const HOURS_OF_DAY = 24;

/**
 * Windows and shares of the budget.
 *
 * @see The Site Reliability Workbook, "Alerting on SLOs", multiwindow, multi-burn-rate alerts
 */
const ALERTS = [
  { long: '1h', hours: 1, short: '5m', spent: 0.02, severity: 'page' },
  { long: '6h', hours: 6, short: '30m', spent: 0.05, severity: 'page' },
  { long: '1d', hours: 24, short: '2h', spent: 0.1, severity: 'ticket' },
  { long: '3d', hours: 72, short: '6h', spent: 0.1, severity: 'ticket' },
] as const;

/** The alerts for objectives of a window. Those that would tell of a pace that the objective allows are left out. */
export function burnRates(windowDays: number): BurnRate[] {
  return ALERTS.map(({ long, hours, short, spent, severity }) => ({
    long,
    short,
    severity,
    spent,
    factor: round((spent * windowDays * HOURS_OF_DAY) / hours),
  })).filter(({ factor }) => factor >= 1);
}

/** The windows that are recorded, from the shortest. */
export const RECORDED = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'] as const;

/** A number without the noise of its arithmetic. */
export function round(value: number): number {
  return Number(value.toPrecision(6));
}
