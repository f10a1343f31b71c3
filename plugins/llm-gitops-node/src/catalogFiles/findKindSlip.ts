import {
  GPU_POOL_KIND,
  MODELYARD_API_VERSION,
  MODEL_KIND,
} from '@modelyard/plugin-llm-common';

/** The kinds of our own group. */
export const OUR_KINDS: readonly string[] = [MODEL_KIND, GPU_POOL_KIND];

// Nobody else describes anything there, so whatever is not known is a slip of the pen.
const LIKE_OUR_GROUP = /^modelyard([./]|$)/i;

/** What is wrong with a kind that is not taken, as far as it looks like one that is. */
interface KindSlip {
  /** The field to change. */
  field: 'apiVersion' | 'kind';
  /** What to write instead, where that can be told. */
  suggestion?: string;
}

/**
 * Tells a slip of the pen from a kind that is somebody else's: undefined for the latter. `kinds` are those that are
 * taken besides our own.
 */
export function findKindSlip(
  { apiVersion, kind }: { apiVersion: string; kind: string },
  kinds: readonly string[],
): KindSlip | undefined {
  const isLikeOurs = LIKE_OUR_GROUP.test(apiVersion);
  const others = kinds.filter(other => !OUR_KINDS.includes(other));
  const meant = [...(isLikeOurs ? OUR_KINDS : []), ...others].find(
    known => simplify(known) === simplify(kind),
  );
  if (meant === undefined) {
    return isLikeOurs ? { field: 'kind' } : undefined;
  }
  const version = OUR_KINDS.includes(meant)
    ? MODELYARD_API_VERSION
    : apiVersion;
  if (version === apiVersion) {
    return { field: 'kind', suggestion: meant };
  }
  return kind === meant
    ? { field: 'apiVersion', suggestion: version }
    : { field: 'apiVersion', suggestion: `${meant} of ${version}` };
}

function simplify(kind: string): string {
  return kind.toLowerCase().replace(/[-_ ]/g, '');
}
