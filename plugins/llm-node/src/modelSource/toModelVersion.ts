import { ModelVersion, writeArchitecture } from '@modelyard/plugin-llm-common';
import { ModelInspection } from './ModelInspection';

/**
 * What was read of a model as a version of it, as the catalog has them. Without an architecture nobody can size it; the
 * issues of the inspection say why there is none.
 *
 * @param options - `name` of the version; otherwise the number format of the weights and the beginning of the revision
 * @public
 */
export function toModelVersion(
  found: ModelInspection,
  options: { name?: string } = {},
): ModelVersion {
  const { uri, revision, digest, license, quantization, architecture } = found;
  return {
    name: options.name || nameOf(found),
    kind: 'weights',
    ...(uri && {
      source: {
        uri,
        ...(revision && { revision }),
        ...(digest && { digest }),
        ...(license && { license }),
      },
    }),
    ...(quantization && { quantization }),
    ...(architecture && { architecture: writeArchitecture(architecture) }),
  };
}

/** Also a label value of Kubernetes, which a digest or the name of a branch need not be. */
function nameOf({
  quantization,
  architecture,
  revision,
}: ModelInspection): string {
  const format =
    quantization === 'none'
      ? architecture?.dtype ?? quantization
      : quantization;
  const start = revision
    ?.replace(/^sha256:/, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, 8)
    .replace(/^[._-]+|[._-]+$/g, '');
  return [format, start].filter(Boolean).join('-') || 'v1';
}
