import { ConflictError } from '@backstage/errors';
import {
  LlmMeasureSourcesExtensionPoint,
  MeasureEngine,
} from '@modelyard/plugin-llm-node';

/** The engines that modules have added, in the order in which they did. */
export class MeasureEngines implements LlmMeasureSourcesExtensionPoint {
  readonly #engines = new Map<string, MeasureEngine>();

  static create() {
    return new MeasureEngines();
  }

  private constructor() {}

  addMeasureEngine(...engines: MeasureEngine[]): void {
    for (const engine of engines) {
      if (this.#engines.has(engine.name)) {
        throw new ConflictError(
          `There are two engines with measures that are called ${engine.name}; each needs a name of its own`,
        );
      }
      this.#engines.set(engine.name, engine);
    }
  }

  list(): MeasureEngine[] {
    return [...this.#engines.values()];
  }
}
