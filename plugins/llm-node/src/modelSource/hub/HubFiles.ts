import { ModelFileSource, SourceFile } from '../files/ModelFileSource';
import { HubClient, isCommit } from './HubClient';

/** What may be there, where a mirror lists no files. */
const GUESSES: readonly SourceFile[] = [
  'config.json',
  'hf_quant_config.json',
  'model.safetensors.index.json',
  'model.safetensors',
].map(path => ({ path }));

/** The files of a model at a revision of the hub. */
export class HubFiles implements ModelFileSource {
  readonly complete: boolean;
  readonly files: readonly SourceFile[];
  readonly #client: HubClient;
  readonly #revision: string;
  /** The commit that files came from, as the hub says with each. */
  commit: string | undefined;

  private constructor(options: {
    client: HubClient;
    revision: string;
    files: readonly SourceFile[];
    complete: boolean;
  }) {
    this.#client = options.client;
    this.#revision = options.revision;
    this.files = options.files;
    this.complete = options.complete;
  }

  static create(options: {
    client: HubClient;
    revision: string;
    files?: readonly SourceFile[];
    paths?: readonly string[];
  }): HubFiles {
    const { files, paths } = options;
    const listed = files ?? paths?.map(path => ({ path }));
    return new HubFiles({
      ...options,
      files: listed ?? GUESSES,
      complete: listed !== undefined,
    });
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
    const { bytes, headers } = await this.#client.readFile({
      ...options,
      revision: this.#revision,
    });
    const commit = headers.get('x-repo-commit');
    if (isCommit(commit)) {
      this.commit = commit;
    }
    return bytes;
  }
}
