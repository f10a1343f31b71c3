import { Config, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { ConfigEntry, invalid, quoted, refuseUnknownKeys } from './invalid';
import { PrometheusEngineConfig } from './PrometheusEngineConfig';
import { readHeaders } from './readHeaders';
import { readParameters } from './readParameters';
import { readTls } from './readTls';

const LIST = 'llm.measures.prometheus';
const KNOWN = [
  'name',
  'url',
  'clusters',
  'token',
  'username',
  'password',
  'tenant',
  'tenantHeader',
  'parameters',
  'tls',
  'timeout',
  'concurrency',
];

const DEFAULT_TIMEOUT = 30_000;
const LONGEST_TIMEOUT = 600_000;
const DEFAULT_CONCURRENCY = 4;
const HIGHEST_CONCURRENCY = 64;

/**
 * Reads `llm.measures.prometheus`, and the files of certificates that it names; empty where it is absent.
 *
 * @throws InputError that names the key and the reason, and never a secret
 */
export function readPrometheusConfig(config: Config): PrometheusEngineConfig[] {
  const names = new Map<string, string>();
  return (config.getOptionalConfigArray(LIST) ?? []).map((item, index) => {
    const entry = { config: item, key: `${LIST}[${index}]` };
    const engine = readEngine(entry);
    const other = names.get(engine.name);
    if (other !== undefined) {
      throw invalid(entry, 'name', `${other} is called ${engine.name} as well`);
    }
    names.set(engine.name, entry.key);
    return engine;
  });
}

function readEngine(entry: ConfigEntry): PrometheusEngineConfig {
  refuseUnknownKeys(entry, KNOWN);
  const url = readUrl(entry);
  return {
    name: readName(entry),
    key: entry.key,
    url,
    clusters: readClusters(entry),
    ...readHeaders(entry),
    parameters: readParameters(entry),
    tls: readTls(entry, url),
    timeoutMs: readTimeout(entry),
    concurrency: readConcurrency(entry),
  };
}

function readName(entry: ConfigEntry): string {
  const name = entry.config.getString('name');
  if (!/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) {
    throw invalid(
      entry,
      'name',
      `${quoted(
        name,
      )} must be at most 63 lower-case letters, digits and hyphens, with no hyphen at either end`,
    );
  }
  return name;
}

function readUrl(entry: ConfigEntry): string {
  const value = entry.config.getString('url');
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (
    !url ||
    !/^https?:$/.test(url.protocol) ||
    url.username ||
    url.password ||
    url.search ||
    url.hash
  ) {
    throw invalid(
      entry,
      'url',
      'it must be an address that begins with https:// or http://, without a user name, password or query',
    );
  }
  const base = url.href.replace(/\/+$/, '');
  if (/\/api\/v1(?:\/query)?$/.test(base)) {
    throw invalid(entry, 'url', 'it must end before /api/v1');
  }
  return base;
}

function readClusters(entry: ConfigEntry): string[] | undefined {
  const clusters = entry.config.getOptionalStringArray('clusters');
  if (clusters?.length === 0) {
    throw invalid(
      entry,
      'clusters',
      'an empty list holds no cluster; leave it out for all',
    );
  }
  const twice = clusters?.find((name, i) => clusters.indexOf(name) !== i);
  if (twice !== undefined) {
    throw invalid(entry, 'clusters', `${quoted(twice)} stands there twice`);
  }
  return clusters;
}

function readTimeout(entry: ConfigEntry): number {
  if (!entry.config.has('timeout')) {
    return DEFAULT_TIMEOUT;
  }
  const timeout = parseTimeout(entry);
  if (!(timeout > 0 && timeout <= LONGEST_TIMEOUT)) {
    throw invalid(
      entry,
      'timeout',
      'it must be longer than nothing and at most 10 minutes',
    );
  }
  return timeout;
}

function readConcurrency(entry: ConfigEntry): number {
  const value =
    entry.config.getOptionalNumber('concurrency') ?? DEFAULT_CONCURRENCY;
  if (!Number.isInteger(value) || value < 1 || value > HIGHEST_CONCURRENCY) {
    throw invalid(
      entry,
      'concurrency',
      `${value} is not a whole number from 1 to ${HIGHEST_CONCURRENCY}`,
    );
  }
  return value;
}

function parseTimeout(entry: ConfigEntry): number {
  try {
    return durationToMilliseconds(
      readDurationFromConfig(entry.config, { key: 'timeout' }),
    );
  } catch {
    throw invalid(
      entry,
      'timeout',
      'it must be a duration such as { seconds: 30 } or 30s',
    );
  }
}
