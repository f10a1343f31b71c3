import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError, NotAllowedError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

const KEY = 'llm.demo.traffic';
const USUAL_DAYS = 31;
const DAY_MS = 24 * 3_600_000;
/** What the ledger does unless it is told otherwise. */
const USUAL_LATENESS_MS = 2 * DAY_MS;

/** What the demo's traffic is made by. */
export interface DemoTrafficConfig {
  /** The same seed makes the same traffic. */
  readonly seed: string;
  /** How many days before the present the traffic begins. */
  readonly historyDays: number;
}

/**
 * Reads `llm.demo.traffic`.
 *
 * @returns Undefined where there should be no such traffic
 * @throws NotAllowedError where `NODE_ENV` is `production`: figures that are made up do not belong beside real ones. InputError
 * that names the key and the reason
 */
export function readDemoTrafficConfig(
  root: Config,
  environment: string | undefined = process.env.NODE_ENV,
): DemoTrafficConfig | undefined {
  const config = root.getOptionalConfig(KEY);
  if (!config?.getOptionalBoolean('enabled')) {
    return undefined;
  }
  if (environment === 'production') {
    throw new NotAllowedError(
      `${KEY} makes up calls to models and does not run with NODE_ENV=production. Set ${KEY}.enabled to false.`,
    );
  }
  const historyDays = config.getOptionalNumber('historyDays') ?? USUAL_DAYS;
  const most = acceptedDays(root);
  if (!Number.isInteger(historyDays) || historyDays < 0 || historyDays > most) {
    throw new InputError(
      `Invalid ${KEY}.historyDays: ${historyDays} is not a whole number from 0 to ${most}, the days within which llm.usage.acceptFor lets reports come late`,
    );
  }
  return {
    seed: config.getOptionalString('seed') ?? 'lindhaven',
    historyDays,
  };
}

/** A day less than reports may be late: it takes a while until they are there. */
function acceptedDays(root: Config): number {
  const key = 'llm.usage.acceptFor';
  const accepted = root.has(key)
    ? durationToMilliseconds(readDurationFromConfig(root, { key }))
    : USUAL_LATENESS_MS;
  return Math.max(0, Math.floor(accepted / DAY_MS) - 1);
}
