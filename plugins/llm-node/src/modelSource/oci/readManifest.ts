import { InputError } from '@backstage/errors';
import { z } from 'zod/v3';

const DIGEST = /^sha256:[0-9a-f]{64}$/;

const annotations = z.record(z.string()).nullish();

const descriptor = z.object({
  mediaType: z.string().default(''),
  digest: z.string().regex(DIGEST),
  size: z.number().int().nonnegative(),
  annotations,
  platform: z
    .object({ os: z.string().optional(), architecture: z.string().optional() })
    .nullish(),
});

const manifest = z.object({
  artifactType: z.string().optional(),
  config: descriptor,
  layers: z.array(descriptor).max(10_000),
  annotations,
});

const index = z.object({
  manifests: z.array(descriptor).min(1).max(1_000),
  annotations,
});

/** The manifest of one image or artifact. */
export type OciManifest = z.infer<typeof manifest>;

/** Reads a manifest. @throws InputError that names what is wrong in it */
export function parseManifest(content: unknown, name: string): OciManifest {
  return parsed(manifest, content, name);
}

/**
 * The digest of the manifest that an index leads to: models are the same on every platform, and what is on none is no image
 * but an attestation.
 *
 * @returns undefined where the content is no index
 */
export function chooseOfIndex(
  content: unknown,
  name: string,
): string | undefined {
  if (typeof content !== 'object' || !content || !('manifests' in content)) {
    return undefined;
  }
  const { manifests } = parsed(index, content, name);
  const images = manifests.filter(({ platform }) => platform?.os !== 'unknown');
  const usual = images.find(
    ({ platform }) =>
      platform?.os === 'linux' && platform.architecture === 'amd64',
  );
  return (usual ?? images[0] ?? manifests[0]).digest;
}

function parsed<T extends z.ZodTypeAny>(
  schema: T,
  content: unknown,
  name: string,
): z.infer<T> {
  const result = schema.safeParse(content);
  if (!result.success) {
    const [{ path, message }] = result.error.issues;
    throw new InputError(
      `the manifest of ${name} is not as it must be: ${path.join(
        '.',
      )} ${message}`,
    );
  }
  return result.data;
}
