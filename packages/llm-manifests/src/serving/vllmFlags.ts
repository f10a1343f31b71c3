import { Issue } from '@modelyard/llm-units';
import { warningAt } from '../objects/issueOf';
import type { EngineInput } from './engine';
import { isSince } from './vllmVersion';

/**
 * Flags that vLLM had, and the version that dropped them.
 *
 * @see vLLM, pull request 29402 for the log; `EngineArgs` of 0.17.1 and 0.18.0 for swap space
 */
const DROPPED: Record<string, string> = {
  '--disable-log-requests': '0.12',
  '--swap-space': '0.18',
};

/**
 * The first vLLM with `--kv-offloading-size`.
 *
 * @see vLLM, pull request 27621
 */
const OFFLOADS_SINCE = '0.12';

/** What the version of an engine does not have. Paths begin with `engine`. */
export function checkVersion(
  engine: EngineInput,
  version: string | undefined,
): Issue[] {
  return [
    ...engine.extraArgs.flatMap((arg, index) => {
      const [flag] = arg.split('=');
      const dropped = Object.hasOwn(DROPPED, flag) ? DROPPED[flag] : undefined;
      return dropped === undefined || isSince(version, dropped) === false
        ? []
        : [
            warningAt(
              `engine.extraArgs[${index}]`,
              'flag-dropped',
              `is no flag of vLLM ${dropped} and newer, which does not start with a flag that it does not know; leave it out`,
            ),
          ];
    }),
    ...(engine.kvOffload && isSince(version, OFFLOADS_SINCE) !== true
      ? [
          warningAt(
            'engine.kvOffload',
            'offload-engine',
            version === undefined
              ? `needs vLLM ${OFFLOADS_SINCE} or newer, and the image does not say its version; name it in engine.version`
              : `needs vLLM ${OFFLOADS_SINCE} or newer: ${version} does not start with it`,
          ),
        ]
      : []),
  ];
}
