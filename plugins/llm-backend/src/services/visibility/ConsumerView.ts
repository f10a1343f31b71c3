import { HIDDEN_CONSUMERS } from '@modelyard/plugin-llm-common';

/** Whose names one caller is told, decided beforehand for the models and consumers of an answer. */
export class ConsumerView {
  readonly #sees: (model: string, consumer: string) => boolean;

  static create(options: {
    sees: (model: string, consumer: string) => boolean;
  }) {
    return new ConsumerView(options.sees);
  }

  private constructor(sees: (model: string, consumer: string) => boolean) {
    this.#sees = sees;
  }

  /** Whether the caller may be told that a consumer uses a model, and how much. */
  sees(model: string, consumer: string): boolean {
    return this.#sees(model, consumer);
  }

  /**
   * Puts what the caller may not be told of together under `HIDDEN_CONSUMERS`. The rest stays as it is, in its order; what was
   * put together stands where the first of it stood.
   *
   * @param options - `consumerOf` and `modelOf` say whose figures a row holds; `apartBy` is what rows must have in common to be
   * added, such as their period and the other parts of their key, and nothing where it is absent; `add` makes one row of them
   */
  fold<Row>(options: {
    rows: readonly Row[];
    modelOf: (row: Row) => string;
    consumerOf: (row: Row) => string;
    apartBy?: (row: Row) => string;
    add: (rows: readonly Row[], consumer: typeof HIDDEN_CONSUMERS) => Row;
  }): Row[] {
    const { rows, modelOf, consumerOf, apartBy = () => '', add } = options;
    const hidden = new Map<string, Row[]>();
    const places: Array<() => Row> = [];
    for (const row of rows) {
      if (this.#sees(modelOf(row), consumerOf(row))) {
        places.push(() => row);
      } else {
        const text = apartBy(row);
        const together = hidden.get(text);
        if (together) {
          together.push(row);
        } else {
          const first = [row];
          hidden.set(text, first);
          places.push(() => add(first, HIDDEN_CONSUMERS));
        }
      }
    }
    return places.map(place => place());
  }
}
