import { performance } from 'node:perf_hooks';
import { MeasureEngineHealth } from '@modelyard/plugin-llm-node';
import { parseAnswer } from '../api/parseAnswer';
import { ApiAnswer, isRecord } from '../api/readEnvelope';
import { ApiClient } from '../http/ApiClient';
import { ApiRequest } from '../http/Transport';

/** When the newest scrape was, in seconds; without a series where the engine has scraped nothing of late. */
const NEWEST_SCRAPE = 'max(timestamp(up))';

/** Not every engine tells its version, and none should be waited for because of that. */
const BUILD_INFO_TIMEOUT = 1_000;

/** Asks for the newest scrape, which only works where everything does, and beside it who answers. */
export async function checkHealth(
  client: ApiClient,
  query: (query: string) => ApiRequest,
  signal?: AbortSignal,
): Promise<MeasureEngineHealth> {
  const began = performance.now();
  const [{ answer, roundTripMs }, build] = await Promise.all([
    client.askOnce(query(NEWEST_SCRAPE), signal).then(received => ({
      answer: received,
      roundTripMs: performance.now() - began,
    })),
    readBuildInfo(client, signal),
  ]);
  const { series, warnings, infos, partial } = parseAnswer(
    answer,
    client.failures,
  );
  const newest = series[0]?.samples[0].value;
  return {
    ...describeProduct(build, answer),
    roundTripMs: Math.round(roundTripMs),
    ...(newest !== undefined &&
      Number.isFinite(newest) && {
        lagMs: Math.max(0, Math.round(Date.now() - newest * 1000)),
      }),
    warnings,
    infos,
    partial,
  };
}

async function readBuildInfo(
  client: ApiClient,
  signal?: AbortSignal,
): Promise<Record<string, unknown>> {
  const limit = AbortSignal.timeout(BUILD_INFO_TIMEOUT);
  try {
    const { data } = await client.askOnce(
      { path: '/api/v1/status/buildinfo', method: 'GET', parameters: [] },
      signal ? AbortSignal.any([signal, limit]) : limit,
    );
    return isRecord(data) ? data : {};
  } catch {
    // The query tells whether the engine is well.
    return {};
  }
}

function describeProduct(
  build: Record<string, unknown>,
  { headers }: ApiAnswer,
): Pick<MeasureEngineHealth, 'product' | 'version'> {
  // VictoriaMetrics gives no version, or that of the Prometheus which it stands in for.
  if (headers.has('x-server-hostname')) {
    return { product: 'VictoriaMetrics' };
  }
  const version = shortText(build.version);
  if (version === undefined) {
    return {};
  }
  const application = shortText(build.application)?.replace(/^Grafana /, '');
  // Thanos gives no name, and is the only one that never came to a version 1.
  const unnamed = /^v?0\./.test(version) ? 'Thanos' : 'Prometheus';
  return { product: application ?? unnamed, version };
}

function shortText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== ''
    ? value.slice(0, 60)
    : undefined;
}
