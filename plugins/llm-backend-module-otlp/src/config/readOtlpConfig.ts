import { Config, ConfigReader } from '@backstage/config';
import { ConfigEntry, invalid, refuseUnknownKeys } from './invalid';
import { OtlpConfig, SourcePlace, SourceRule } from './OtlpConfig';

const KEY = 'llm.otlp';
const MIB = 1024 * 1024;
const DEFAULT_BODY = 16 * MIB;
const LARGEST_BODY = 256 * MIB;
const DEFAULT_RATE = { perSecond: 100, burst: 200 };
/** What names a program or a group where nothing is configured. `team` is what the guides of gateways make of a header. */
const CONSUMER_ATTRIBUTES = ['modelyard.consumer', 'team', 'team.id'];
const PLACES: readonly SourcePlace[] = ['gateway', 'engine', 'client'];

/** Attributes that name a person, who is never a consumer. */
const PEOPLE =
  /^(?:user|enduser)(?:\.|$)|(?:^|[._])(?:user_id|user_email|end_user(?:_id)?|email|jwt\.sub)$/i;

/**
 * Reads `llm.otlp`.
 *
 * @throws InputError that names the key and the reason
 */
export function readOtlpConfig(root: Config): OtlpConfig {
  const config = root.getOptionalConfig(KEY) ?? new ConfigReader({});
  const entry = { config, key: KEY };
  refuseUnknownKeys(entry, [
    'maxBodyBytes',
    'rateLimit',
    'consumerAttributes',
    'sources',
  ]);
  const consumerAttributes =
    config.getOptionalStringArray('consumerAttributes') ?? CONSUMER_ATTRIBUTES;
  for (const [index, name] of consumerAttributes.entries()) {
    refusePerson(entry, `consumerAttributes[${index}]`, name);
  }
  return {
    maxBodyBytes: readWhole(entry, 'maxBodyBytes', DEFAULT_BODY, LARGEST_BODY),
    rateLimit: readRateLimit(entry),
    consumerAttributes,
    sources: (config.getOptionalConfigArray('sources') ?? []).map(
      (source, index) =>
        readSource({ config: source, key: `${KEY}.sources[${index}]` }),
    ),
  };
}

function readRateLimit(parent: ConfigEntry): OtlpConfig['rateLimit'] {
  const config = parent.config.getOptionalConfig('rateLimit');
  if (!config) {
    return DEFAULT_RATE;
  }
  const entry = { config, key: `${parent.key}.rateLimit` };
  refuseUnknownKeys(entry, ['perSecond', 'burst']);
  const perSecond =
    config.getOptionalNumber('perSecond') ?? DEFAULT_RATE.perSecond;
  if (!(perSecond > 0 && Number.isFinite(perSecond))) {
    throw invalid(entry, 'perSecond', 'it must be more than 0');
  }
  return {
    perSecond,
    burst: readWhole(
      entry,
      'burst',
      Math.max(1, Math.ceil(perSecond * 2)),
      1_000_000,
    ),
  };
}

function readSource(entry: ConfigEntry): SourceRule {
  const { config } = entry;
  refuseUnknownKeys(entry, [
    'match',
    'name',
    'place',
    'consumerAttribute',
    'modelAttribute',
    'sampled',
    'ignore',
    'ignoreScopes',
    'cacheReads',
  ]);
  const consumerAttribute = config.getOptionalString('consumerAttribute');
  if (consumerAttribute !== undefined) {
    refusePerson(entry, 'consumerAttribute', consumerAttribute);
  }
  const name = config.getOptionalString('name');
  if (name !== undefined && name.length > 200) {
    throw invalid(entry, 'name', 'it must be at most 200 characters long');
  }
  return {
    match: readMatch(entry),
    name,
    place: readOneOf(entry, 'place', PLACES),
    consumerAttribute,
    modelAttribute: config.getOptionalString('modelAttribute'),
    sampled: config.getOptionalBoolean('sampled') ?? false,
    ignored: config.getOptionalBoolean('ignore') ?? false,
    ignoredScopes: new Set(config.getOptionalStringArray('ignoreScopes') ?? []),
    cacheReads: readOneOf(entry, 'cacheReads', ['included', 'beside'] as const),
  };
}

function readMatch(entry: ConfigEntry): ReadonlyMap<string, string> {
  // As a whole: names of attributes have dots, and would be taken for paths.
  const match = entry.config.get('match');
  if (typeof match !== 'object' || match === null || Array.isArray(match)) {
    throw invalid(entry, 'match', 'it must name attributes and their values');
  }
  const pairs = Object.entries(match).map(([name, value]): [string, string] => {
    if (typeof value !== 'string') {
      throw invalid(entry, `match.${name}`, 'it must be a text');
    }
    return [name, value];
  });
  if (pairs.length === 0) {
    throw invalid(entry, 'match', 'it must name at least one attribute');
  }
  return new Map(pairs);
}

function refusePerson(entry: ConfigEntry, path: string, name: string): void {
  if (PEOPLE.test(name)) {
    throw invalid(
      entry,
      path,
      `${name} names a person, and a person is never a consumer`,
    );
  }
}

function readOneOf<T extends string>(
  entry: ConfigEntry,
  path: string,
  values: readonly T[],
): T | undefined {
  const value = entry.config.getOptionalString(path);
  const known = values.find(each => each === value);
  if (value !== undefined && known === undefined) {
    throw invalid(entry, path, `it must be one of ${values.join(', ')}`);
  }
  return known;
}

function readWhole(
  entry: ConfigEntry,
  path: string,
  usual: number,
  most: number,
): number {
  const value = entry.config.getOptionalNumber(path) ?? usual;
  if (!Number.isInteger(value) || value < 1 || value > most) {
    throw invalid(entry, path, `it must be a whole number from 1 to ${most}`);
  }
  return value;
}
