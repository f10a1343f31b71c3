import {
  LlmModelInspection,
  LlmModelToInspect,
} from '@modelyard/plugin-llm-common';
import { ModelSourceReader, toModelVersion } from '@modelyard/plugin-llm-node';
import { ModelsService } from './ModelsService';

/** Reads models over the network. */
export class DefaultModelsService implements ModelsService {
  readonly #reader: ModelSourceReader;

  static create(options: { reader: ModelSourceReader }) {
    return new DefaultModelsService(options.reader);
  }

  private constructor(reader: ModelSourceReader) {
    this.#reader = reader;
  }

  async inspectModel(options: {
    model: LlmModelToInspect;
    signal: AbortSignal;
  }): Promise<LlmModelInspection> {
    const { name, ...model } = options.model;
    const found = await this.#reader.inspect(model, { signal: options.signal });
    const { issues, weightBytes, files } = found;
    return {
      version: toModelVersion(found, { name }),
      issues: [...issues],
      ...(weightBytes !== undefined && { weightBytes }),
      files: files.length,
    };
  }
}
