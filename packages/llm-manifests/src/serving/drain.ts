import { Issue } from '@modelyard/llm-units';
import { warningAt } from '../objects/issueOf';
import type { RuntimeInput } from './runtime';
import { isSince } from './vllmVersion';

/**
 * The first vLLM that waits for running requests when it is told to end. It does so only with its flag: the default is
 * to break them off.
 *
 * @see vLLM, "vllm serve", `--shutdown-timeout`
 */
const DRAINS_SINCE = '0.18';

/** How long a server that is about to end still takes requests that were on their way, in seconds. */
export const PRE_STOP_SECONDS = 10;

/** Flags that let an engine finish running requests before it ends. */
export function drainArgs(options: {
  runtime: RuntimeInput;
  version: string | undefined;
}): string[] {
  const { runtime, version } = options;
  return runtime.drainSeconds > 0 && isSince(version, DRAINS_SINCE)
    ? [`--shutdown-timeout=${runtime.drainSeconds}`]
    : [];
}

/** Says where running requests cannot be waited for. Paths begin with `runtime`. */
export function checkDrain(options: {
  runtime: RuntimeInput;
  version: string | undefined;
}): Issue[] {
  const { runtime, version } = options;
  if (runtime.drainSeconds === 0 || isSince(version, DRAINS_SINCE)) {
    return [];
  }
  return [
    warningAt(
      'runtime.drainSeconds',
      'drain-engine',
      version === undefined
        ? `may have no effect: only vLLM ${DRAINS_SINCE} and newer finish running requests, and the image does not say its version; name it in engine.version`
        : `has no effect: vLLM ${version} breaks running requests off when it ends; ${DRAINS_SINCE} and newer finish them`,
    ),
  ];
}
