import { LlmSource } from '@modelyard/plugin-llm-common';
import { SourceReader, SourcesService } from './SourcesService';

/** Asks every reader, at the same time. */
export class DefaultSourcesService implements SourcesService {
  readonly #readers: readonly SourceReader[];

  static create(options: { readers: readonly SourceReader[] }) {
    return new DefaultSourcesService(options.readers);
  }

  private constructor(readers: readonly SourceReader[]) {
    this.#readers = readers;
  }

  listSources(): Promise<LlmSource[]> {
    return Promise.all(this.#readers.map(reader => reader.read()));
  }
}
