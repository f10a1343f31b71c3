import { compareVersions } from '../platform/versions';
import type { EngineInput } from './engine';

/**
 * The version of vLLM in an image: what the intent says, or the tag of the image.
 *
 * @returns Undefined where neither says
 */
export function vllmVersion(options: {
  engine: EngineInput;
  image: string;
}): string | undefined {
  const { engine, image } = options;
  return (
    engine.version ??
    /:v?(\d+\.\d+(?:\.\d+)?)(?:[-.+][^/:@]*)?(?:@[^/]*)?$/.exec(image)?.[1]
  );
}

/** Whether an engine has what came with a version; undefined where its version is not known. */
export function isSince(
  version: string | undefined,
  since: string,
): boolean | undefined {
  return version === undefined
    ? undefined
    : compareVersions(version, since) >= 0;
}
