import { OciManifest } from './readManifest';

/** A file of a model that is a layer of its own, so that it can be read without unpacking anything. */
export interface ImageFile {
  readonly path: string;
  /** Digest of the layer. */
  readonly digest: string;
  readonly size: number;
}

/** Names of files, in the order of trust: the model specification of the CNCF, then that of ORAS. */
const NAMES = ['org.cncf.model.filepath', 'org.opencontainers.image.title'];

/** Weights in GGUF that have no name: of Docker and of Ollama. */
const GGUF_TYPE =
  /^application\/vnd\.(?:docker\.ai\.gguf|ollama\.image\.model)\b/;

const PACKED = /[.+-](?:tar|gzip|zstd|zip)\b/;

/** The layers of an image that are files as they are; those that are archives are not among them. */
export function findImageFiles(manifest: OciManifest): ImageFile[] {
  const files: ImageFile[] = [];
  const bare = manifest.layers.filter(
    layer => GGUF_TYPE.test(layer.mediaType) && !nameOf(layer),
  );
  for (const layer of manifest.layers) {
    const name = nameOf(layer);
    if (PACKED.test(layer.mediaType)) {
      continue;
    }
    if (name) {
      files.push({ path: name, digest: layer.digest, size: layer.size });
    } else if (bare.includes(layer)) {
      files.push({
        path: partName(bare.indexOf(layer), bare.length),
        digest: layer.digest,
        size: layer.size,
      });
    }
  }
  return files;
}

type Layer = OciManifest['layers'][number];

function nameOf({ annotations }: Layer): string | undefined {
  const name = NAMES.map(key => annotations?.[key]).find(Boolean);
  return name && /^(?!.*\.\.)[\w./+ @-]{1,400}$/.test(name)
    ? name.replace(/^\.?\/+/, '')
    : undefined;
}

function partName(index: number, count: number): string {
  const digits = (value: number) => String(value).padStart(5, '0');
  return count > 1
    ? `model-${digits(index + 1)}-of-${digits(count)}.gguf`
    : 'model.gguf';
}
