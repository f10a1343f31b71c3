import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { LabelMatch, Profile } from '@modelyard/llm-measures';
import { readProfiles } from './readProfiles';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** How series of one engine are selected. */
export interface EngineSelectors {
  /** Labels that every series must have. */
  readonly labels: readonly LabelMatch[];
  /** Label that names the cluster; absent where the engine does not tell clusters apart. */
  readonly clusterLabel?: string;
  /** Label that names the pool of a device; absent where devices are known by their cluster alone. */
  readonly poolLabel?: string;
  /** Ids of the profiles that are asked for; all where this is absent. */
  readonly profiles?: readonly string[];
  /** The longest time between two scrapes. */
  readonly scrapeIntervalMs: number;
}

/** What power costs the climate at a place. */
export interface CarbonIntensity {
  readonly region: string;
  readonly gramsPerKilowattHour: number;
}

/** The settings under `llm.measures` that say how measures are read. */
export interface MeasuresConfig {
  /** Those of the package, with those of the operator in their place or after them. */
  readonly profiles: readonly Profile[];
  /** By the name of the engine. */
  readonly selectors: ReadonlyMap<string, EngineSelectors>;
  readonly carbon: readonly CarbonIntensity[];
  /** How long one request waits for its sources. */
  readonly deadlineMs: number;
}

/** What is so where nothing is said of an engine. */
export const PLAIN_SELECTORS: EngineSelectors = {
  labels: [],
  scrapeIntervalMs: MINUTE,
};

/**
 * Reads `llm.measures`, apart from the engines, which are their modules' own.
 *
 * @param options - `engines` are the names of those that there are
 * @throws InputError that names the key and the reason, also where the PromQL of a profile does not parse
 */
export function readMeasuresConfig(
  config: Config,
  options: { engines: readonly string[] },
): MeasuresConfig {
  const measures = config.getOptionalConfig('llm.measures');
  const profiles = readProfiles(measures?.getOptional('profiles'));
  return {
    profiles,
    selectors: readSelectors(measures, profiles, options.engines),
    carbon: readCarbon(measures),
    deadlineMs: readSpan(measures, 'deadline', {
      at: 'llm.measures.deadline',
      otherwise: 10 * SECOND,
      least: SECOND,
      most: 2 * MINUTE,
    }),
  };
}

function readSelectors(
  measures: Config | undefined,
  profiles: readonly Profile[],
  engines: readonly string[],
): Map<string, EngineSelectors> {
  const selectors = new Map<string, EngineSelectors>();
  for (const [index, entry] of (
    measures?.getOptionalConfigArray('selectors') ?? []
  ).entries()) {
    const at = `llm.measures.selectors[${index}]`;
    const engine = entry.getString('engine');
    if (!engines.includes(engine)) {
      throw invalid(
        `${at}.engine`,
        `there is no engine ${engine}; known are ${
          engines.join(', ') || 'none'
        }`,
      );
    }
    if (selectors.has(engine)) {
      throw invalid(`${at}.engine`, `${engine} is named twice`);
    }
    selectors.set(engine, readEngine(entry, at, profiles));
  }
  return selectors;
}

function readEngine(
  entry: Config,
  at: string,
  profiles: readonly Profile[],
): EngineSelectors {
  const labels = entry.getOptionalConfig('labels');
  const chosen = entry.getOptionalStringArray('profiles');
  const known = profiles.map(({ id }) => id);
  const unknown = chosen?.find(id => !known.includes(id));
  if (unknown !== undefined) {
    throw invalid(
      `${at}.profiles`,
      `${unknown} is no profile; known are ${known.join(', ')}`,
    );
  }
  const clusterLabel = readLabel(entry, 'clusterLabel', at);
  const poolLabel = readLabel(entry, 'poolLabel', at);
  return {
    labels: (labels?.keys() ?? []).map(label => ({
      label,
      is: 'equal' as const,
      to: readText(labels!, label, `${at}.labels.${label}`),
    })),
    ...(clusterLabel !== undefined && { clusterLabel }),
    ...(poolLabel !== undefined && { poolLabel }),
    ...(chosen && { profiles: chosen }),
    scrapeIntervalMs: readSpan(entry, 'scrapeInterval', {
      at: `${at}.scrapeInterval`,
      otherwise: MINUTE,
      least: SECOND,
      most: 10 * MINUTE,
    }),
  };
}

function readLabel(entry: Config, key: string, at: string): string | undefined {
  return entry.has(key) ? readText(entry, key, `${at}.${key}`) : undefined;
}

function readText(config: Config, key: string, at: string): string {
  const text = config.getString(key);
  if (text === '__name__') {
    throw invalid(at, 'it may not be __name__, which profiles set');
  }
  return text;
}

function readCarbon(measures: Config | undefined): CarbonIntensity[] {
  const entries = measures?.getOptionalConfigArray('carbon') ?? [];
  const regions = new Set<string>();
  return entries.map((entry, index) => {
    const at = `llm.measures.carbon[${index}]`;
    const region = readText(entry, 'region', `${at}.region`);
    const gramsPerKilowattHour = entry.getNumber('gramsPerKilowattHour');
    if (!(gramsPerKilowattHour >= 0 && gramsPerKilowattHour <= 5_000)) {
      throw invalid(
        `${at}.gramsPerKilowattHour`,
        `${gramsPerKilowattHour} is not from 0 to 5000 grams for a kilowatt-hour`,
      );
    }
    if (regions.has(region)) {
      throw invalid(`${at}.region`, `${region} is named twice`);
    }
    regions.add(region);
    return { region, gramsPerKilowattHour };
  });
}

function readSpan(
  config: Config | undefined,
  key: string,
  limits: { at: string; otherwise: number; least: number; most: number },
): number {
  if (!config?.has(key)) {
    return limits.otherwise;
  }
  let ms: number;
  try {
    ms = durationToMilliseconds(readDurationFromConfig(config, { key }));
  } catch (error) {
    throw new InputError(
      `Invalid ${limits.at}: it is no duration such as { seconds: 10 } or 10s`,
      error,
    );
  }
  if (!(ms >= limits.least && ms <= limits.most)) {
    throw invalid(
      limits.at,
      `it must be from ${limits.least / SECOND} to ${
        limits.most / SECOND
      } seconds`,
    );
  }
  return Math.round(ms);
}

function invalid(at: string, reason: string): InputError {
  return new InputError(`Invalid ${at}: ${reason}`);
}
