import { InputError } from '@backstage/errors';
import { Issue } from '@modelyard/llm-units';
import { isExplained } from '../http/explainFailure';
import { sha256 } from './digestFiles';
import { ModelFileSource } from './ModelFileSource';

/** What has been read of a model so far, and what was missing. */
export class Gathering {
  readonly source: ModelFileSource;
  readonly issues: Issue[] = [];
  readonly #hashes = new Map<string, string>();

  private constructor(source: ModelFileSource) {
    this.source = source;
  }

  static create(source: ModelFileSource): Gathering {
    return new Gathering(source);
  }

  has(path: string): boolean {
    return this.source.files.some(file => file.path === path);
  }

  warn(path: string, code: string, message: string): void {
    this.issues.push({
      path,
      code,
      // What a parser quotes of a file may have several lines.
      message: message.replace(/\s+/g, ' '),
      severity: 'warning',
    });
  }

  /** SHA-256 of a file, in hexadecimal: as the source says, or of what has been read. */
  hashOf(path: string): string | undefined {
    return (
      this.source.files.find(file => file.path === path)?.sha256 ??
      this.#hashes.get(path)
    );
  }

  /** Reads a file as text. @throws what the source throws, and InputError where it is not what the source says it is */
  async readText(path: string, maxBytes: number): Promise<string> {
    const bytes = await this.source.readWhole(path, { maxBytes });
    const hash = sha256(bytes);
    this.#hashes.set(path, hash);
    if (this.hashOf(path) !== hash) {
      throw new InputError(
        `${path} is not what its source says it is: its SHA-256 is another one`,
      );
    }
    return new TextDecoder().decode(bytes);
  }

  /** Does what may fail without harm: then there is a warning, or nothing where the file was only a guess. */
  async attempt<T>(
    path: string,
    read: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      if (!isExplained(error)) {
        throw error;
      }
      if (this.source.complete || error.name !== 'NotFoundError') {
        this.warn(path, 'unreadable-file', `was left out: ${error.message}`);
      }
      return undefined;
    }
  }
}
