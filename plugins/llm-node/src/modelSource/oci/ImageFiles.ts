import { NotFoundError } from '@backstage/errors';
import { ModelFileSource, SourceFile } from '../files/ModelFileSource';
import { ImageFile } from './findImageFiles';
import { Registry } from './Registry';

/** The files of an image that are layers of their own. */
export class ImageFiles implements ModelFileSource {
  readonly complete = true;
  readonly files: readonly SourceFile[];
  readonly #registry: Registry;
  readonly #layers: ReadonlyMap<string, string>;

  private constructor(registry: Registry, files: readonly ImageFile[]) {
    this.#registry = registry;
    this.#layers = new Map(files.map(({ path, digest }) => [path, digest]));
    this.files = files.map(({ path, digest, size }) => ({
      path,
      size,
      sha256: digest.slice('sha256:'.length),
    }));
  }

  static create(options: {
    registry: Registry;
    files: readonly ImageFile[];
  }): ImageFiles {
    return new ImageFiles(options.registry, options.files);
  }

  async readWhole(
    path: string,
    options: { maxBytes: number },
  ): Promise<Uint8Array> {
    return this.#read({ path, ...options, longer: 'refuse' });
  }

  async readStart(
    path: string,
    options: { bytes: number },
  ): Promise<Uint8Array> {
    return this.#read({ path, maxBytes: options.bytes, longer: 'cut' });
  }

  async #read(options: {
    path: string;
    maxBytes: number;
    longer: 'refuse' | 'cut';
  }): Promise<Uint8Array> {
    const { path, ...request } = options;
    const digest = this.#layers.get(path);
    if (!digest) {
      throw new NotFoundError(`the image has no file ${path}`);
    }
    return this.#registry.readBlob({ digest, ...request });
  }
}
