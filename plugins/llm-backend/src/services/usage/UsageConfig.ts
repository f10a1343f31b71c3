import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { durationToMilliseconds } from '@backstage/types';
import { CONSUMER_CAP } from '@modelyard/llm-measures';
import { CONSUMER_KINDS } from './subjects/ConsumerNames';
import { DAY_MS, HOUR_MS } from './tables/units';

/** The settings under `llm.usage`, with defaults. Durations are in milliseconds. */
export interface UsageConfig {
  /** How long after its end a call is still counted. */
  readonly acceptForMs: number;
  /** How long after its end an hour stays open. */
  readonly closeAfterMs: number;
  readonly keepHoursMs: number;
  readonly keepDaysMs: number;
  readonly consumerCap: number;
  /** Memory that hours and days which are asked for may take; none where it is 0. */
  readonly memoryBytes: number;
  /** References to entities by the names that senders use. */
  readonly aliases: ReadonlyMap<string, string>;
  readonly pseudonymKey?: string;
}

const MIN_KEY = 16;

/** Reads `llm.usage`. Throws InputError that names the key and the reason, and never the secret. */
export function readUsageConfig(config: Config): UsageConfig {
  const usage = config.getOptionalConfig('llm.usage');
  const keep = usage?.getOptionalConfig('keep');
  const consumers = usage?.getOptionalConfig('consumers');
  const acceptForMs = duration(usage, 'acceptFor', 48 * HOUR_MS);
  const closeAfterMs = duration(usage, 'closeAfter', 2 * HOUR_MS);
  const keepHoursMs = duration(
    keep,
    'hours',
    Math.max(45 * DAY_MS, acceptForMs + 2 * DAY_MS),
  );
  if (keepHoursMs < acceptForMs + 2 * DAY_MS) {
    throw new InputError(
      'Invalid llm.usage.keep.hours: hours must be kept at least two days longer than llm.usage.acceptFor, so that what comes late finds them',
    );
  }
  const keepDaysMs = duration(
    keep,
    'days',
    Math.max(800 * DAY_MS, keepHoursMs),
  );
  if (keepDaysMs < keepHoursMs) {
    throw new InputError(
      'Invalid llm.usage.keep.days: days must be kept at least as long as hours',
    );
  }
  const consumerCap = consumers?.getOptionalNumber('cap') ?? CONSUMER_CAP;
  if (!Number.isInteger(consumerCap) || consumerCap < 1) {
    throw new InputError(
      `Invalid llm.usage.consumers.cap: ${consumerCap} is not a whole number from 1 upwards`,
    );
  }
  const memory = usage?.getOptionalNumber('memory') ?? 256;
  if (!(memory >= 0)) {
    throw new InputError(
      `Invalid llm.usage.memory: ${memory} is not a number of MiB from 0 upwards`,
    );
  }
  const pseudonymKey = consumers?.getOptionalString('pseudonymKey');
  if (pseudonymKey !== undefined && pseudonymKey.length < MIN_KEY) {
    throw new InputError(
      `Invalid llm.usage.consumers.pseudonymKey: it must have at least ${MIN_KEY} characters`,
    );
  }
  return {
    acceptForMs,
    closeAfterMs,
    keepHoursMs,
    keepDaysMs,
    consumerCap,
    memoryBytes: memory * 1024 ** 2,
    aliases: readAliases(consumers),
    ...(pseudonymKey !== undefined && { pseudonymKey }),
  };
}

function duration(
  config: Config | undefined,
  key: string,
  otherwise: number,
): number {
  if (!config?.has(key)) {
    return otherwise;
  }
  const ms = durationToMilliseconds(readDurationFromConfig(config, { key }));
  if (!(ms > 0)) {
    throw new InputError(
      `Invalid llm.usage: ${key} must be a duration above zero`,
    );
  }
  return ms;
}

function readAliases(consumers: Config | undefined): Map<string, string> {
  const aliases = new Map<string, string>();
  for (const [index, entry] of (
    consumers?.getOptionalConfigArray('aliases') ?? []
  ).entries()) {
    const path = `llm.usage.consumers.aliases[${index}]`;
    const name = entry.getString('name').trim();
    if (aliases.has(name)) {
      throw new InputError(
        `Invalid ${path}.name: ${JSON.stringify(name)} is an alias already`,
      );
    }
    aliases.set(
      name,
      readConsumer(entry.getString('entity'), `${path}.entity`),
    );
  }
  return aliases;
}

function readConsumer(text: string, path: string): string {
  try {
    const ref = parseEntityRef(text);
    if (CONSUMER_KINDS.includes(ref.kind.toLocaleLowerCase('en-US'))) {
      return stringifyEntityRef(ref);
    }
  } catch {
    // Said below, with the key.
  }
  throw new InputError(
    `Invalid ${path}: ${JSON.stringify(
      text,
    )} is not a reference to a component, group, system or resource, such as component:default/support-bot`,
  );
}
