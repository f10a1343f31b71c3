import { records } from '../../../safe';
import { noneOf } from '../../../rules/noneOf';
import { ModelVersion } from '../types.generated';
import { ModelRule } from './ModelRule';

export const rule: ModelRule = {
  code: 'quantized-from',
  severity: 'error',
  description:
    'A quantised version comes from another version of weights of the same model, and says which quantisation it has.',
  check: ({ spec }) => {
    const versions = records(spec?.versions);
    const byName = new Map(versions.map(({ item }) => [item.name, item]));
    return versions.flatMap(({ item, index }) => {
      const path = `spec.versions[${index}].quantizedFrom`;
      const message = problemOf(item, byName);
      return message ? [{ path, message }] : [];
    });
  },
};

function problemOf(
  version: ModelVersion,
  byName: ReadonlyMap<string, ModelVersion>,
): string | undefined {
  const { quantizedFrom, quantization } = version;
  if (quantizedFrom === undefined) {
    return undefined;
  }
  const from = byName.get(quantizedFrom);
  if (!from) {
    return `must name a version of this model, but ${noneOf(
      quantizedFrom,
      byName.keys(),
    )}`;
  }
  if (from.kind !== 'weights') {
    return `must name a version of weights, but "${quantizedFrom}" is of kind ${from.kind}`;
  }
  if (comesFrom(from, version, byName)) {
    return `must not lead back to "${version.name}" itself`;
  }
  if (quantization === undefined || quantization === 'none') {
    return `is given, but the version's quantization is ${
      quantization ?? 'missing'
    }`;
  }
  return undefined;
}

function comesFrom(
  start: ModelVersion,
  wanted: ModelVersion,
  byName: ReadonlyMap<string, ModelVersion>,
): boolean {
  const seen = new Set<ModelVersion>();
  let version: ModelVersion | undefined = start;
  while (version && !seen.has(version)) {
    if (version === wanted) {
      return true;
    }
    seen.add(version);
    version =
      version.quantizedFrom === undefined
        ? undefined
        : byName.get(version.quantizedFrom);
  }
  return false;
}
