import { ModelFiles } from '@modelyard/llm-sizing';
import { parseCount } from '@modelyard/llm-units';
import { z } from 'zod/v3';
import { OciManifest } from './readManifest';

/** What the configuration of an image says of the model in it. */
export interface ImageDescription {
  readonly license?: string;
  readonly given?: Pick<ModelFiles, 'parameters' | 'dtype'>;
}

const LICENSE = 'org.opencontainers.image.licenses';

/** The parts that matter here of an image's configuration, and of that of the CNCF's model specification. */
const configuration = z
  .object({
    config: z
      .object({
        Labels: z.record(z.string()).nullish().catch(undefined),
        paramSize: z.string().optional().catch(undefined),
        precision: z.string().optional().catch(undefined),
      })
      .optional()
      .catch(undefined),
    descriptor: z
      .object({ licenses: z.array(z.string()).optional().catch(undefined) })
      .optional()
      .catch(undefined),
  })
  .catch({});

const PRECISIONS: Readonly<Record<string, ModelFiles['dtype']>> = {
  float32: 'fp32',
  fp32: 'fp32',
  float16: 'fp16',
  fp16: 'fp16',
  bfloat16: 'bf16',
  bf16: 'bf16',
};

/**
 * Reads what an image says of its model beside its files.
 *
 * @param options - `config` is the content of the image's configuration
 */
export function describeImage(options: {
  manifest: OciManifest;
  config: unknown;
}): ImageDescription {
  const { manifest } = options;
  const { config, descriptor } = configuration.parse(options.config ?? {});
  const license =
    manifest.annotations?.[LICENSE] ??
    config?.Labels?.[LICENSE] ??
    descriptor?.licenses?.join(' OR ');
  const total = parseCount(config?.paramSize?.toUpperCase() ?? '');
  const dtype = PRECISIONS[config?.precision?.toLowerCase() ?? ''];
  return {
    ...(license && { license: license.slice(0, 200) }),
    ...(total.ok && {
      given: { parameters: { total: total.value }, ...(dtype && { dtype }) },
    }),
  };
}
