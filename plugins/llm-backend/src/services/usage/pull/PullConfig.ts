import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { LabelMatch, Profile } from '@modelyard/llm-measures';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What is pulled from one engine. */
export interface PulledEngine {
  /** Name of the engine, as `llm.measures` has it. */
  readonly name: string;
  /** Labels that every series must have. */
  readonly labels: readonly LabelMatch[];
  /** Label that names the cluster. */
  readonly clusterLabel: string;
  /** Ids of the profiles whose series are looked for; all where this is absent. */
  readonly profiles?: readonly string[];
}

/** The settings under `llm.usage.pull`, with defaults. Durations are in milliseconds. */
export interface PullConfig {
  /** None where nothing is pulled. */
  readonly engines: readonly PulledEngine[];
  /** How far back hours are filled. */
  readonly backfillMs: number;
  /** How long after its end an hour is read again, once an hour. */
  readonly rereadMs: number;
  /** The longest time between two scrapes. */
  readonly scrapeIntervalMs: number;
}

/**
 * Reads `llm.usage.pull`. Throws InputError that names the key and the reason.
 *
 * @param options - `profiles` that engines can be asked for
 */
export function readPullConfig(
  config: Config,
  options: { profiles: readonly Profile[] },
): PullConfig {
  const pull = config.getOptionalConfig('llm.usage.pull');
  const engines = (pull?.getOptionalConfigArray('engines') ?? []).map(
    (engine, index) =>
      readEngine(engine, `engines[${index}]`, options.profiles),
  );
  const twice = engines.find(
    ({ name }, index) =>
      engines.findIndex(other => other.name === name) !== index,
  );
  if (twice) {
    throw invalid('engines', `${twice.name} is named twice`);
  }
  return {
    engines,
    backfillMs: readSpan(pull, 'backfill', {
      otherwise: 30 * DAY,
      least: HOUR,
      most: 400 * DAY,
    }),
    rereadMs: readSpan(pull, 'reread', {
      otherwise: 3 * HOUR,
      least: 0,
      most: 7 * DAY,
    }),
    scrapeIntervalMs: readSpan(pull, 'scrapeInterval', {
      otherwise: MINUTE,
      least: 1000,
      most: 10 * MINUTE,
    }),
  };
}

function readEngine(
  engine: Config,
  key: string,
  profiles: readonly Profile[],
): PulledEngine {
  const name = engine.getString('name');
  const labels = engine.getOptionalConfig('labels');
  const chosen = engine.getOptionalStringArray('profiles');
  const known = profiles.map(({ id }) => id);
  const unknown = chosen?.find(id => !known.includes(id));
  if (unknown !== undefined) {
    throw invalid(
      `${key}.profiles`,
      `${unknown} is no profile; known are ${known.join(', ')}`,
    );
  }
  return {
    name,
    labels: (labels?.keys() ?? []).map(label => {
      const to = labels!.getString(label);
      if (to === '') {
        throw invalid(`${key}.labels.${label}`, 'it is empty');
      }
      return { label, is: 'equal' as const, to };
    }),
    clusterLabel: engine.getOptionalString('clusterLabel') ?? 'cluster',
    ...(chosen && { profiles: chosen }),
  };
}

function readSpan(
  config: Config | undefined,
  key: string,
  limits: { otherwise: number; least: number; most: number },
): number {
  if (!config?.has(key)) {
    return limits.otherwise;
  }
  let ms: number;
  try {
    ms = durationToMilliseconds(readDurationFromConfig(config, { key }));
  } catch (error) {
    throw new InputError(
      `Invalid llm.usage.pull.${key}: it is no duration such as { days: 30 } or 30d`,
      error,
    );
  }
  if (!(ms >= limits.least && ms <= limits.most)) {
    throw invalid(
      key,
      `it must be from ${limits.least / 1000} to ${limits.most / 1000} seconds`,
    );
  }
  return Math.round(ms);
}

function invalid(key: string, reason: string): InputError {
  return new InputError(`Invalid llm.usage.pull.${key}: ${reason}`);
}
