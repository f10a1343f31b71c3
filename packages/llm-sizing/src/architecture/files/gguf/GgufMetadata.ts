import { Issue } from '@modelyard/llm-units';
import { GgufTensor, GgufValue } from './parseGguf';

const LARGEST = 1e8;

/** The metadata of a model: keys begin with the name of its architecture. */
export class GgufMetadata {
  readonly #values: ReadonlyMap<string, GgufValue>;
  readonly #issues: Issue[];
  /** Such as `llama` or `qwen3moe`. */
  readonly architecture: string;

  private constructor(values: ReadonlyMap<string, GgufValue>, issues: Issue[]) {
    this.#values = values;
    this.#issues = issues;
    const name = values.get('general.architecture');
    this.architecture = typeof name === 'string' ? name : '';
  }

  static create(options: {
    values: ReadonlyMap<string, GgufValue>;
    issues: Issue[];
  }): GgufMetadata {
    return new GgufMetadata(options.values, options.issues);
  }

  report(issue: Omit<Issue, 'path'> & { name: string }): void {
    const { name, ...rest } = issue;
    this.#issues.push({ ...rest, path: name });
  }

  /** The number of a key of all architectures. */
  general(key: string): number | undefined {
    const value = this.#values.get(key);
    return typeof value === 'number' ? value : undefined;
  }

  /** The number of a key of this architecture: a whole one from 0 on. */
  count(key: string): number | undefined {
    const value = this.#value(key);
    return value === undefined || typeof value === 'object'
      ? undefined
      : this.#checked(key, value);
  }

  required(what: string, key: string): number | undefined {
    const value = this.count(key);
    if (!value) {
      this.report({
        name: this.#key(key),
        code: 'missing-field',
        message: `is missing: without ${what} the size of the model cannot be computed`,
        severity: 'error',
      });
    }
    return value || undefined;
  }

  /** A number for each layer: some keys have one for all, others a list. */
  eachLayer(key: string): ((layer: number) => number | undefined) | undefined {
    const value = this.#value(key);
    if (value === undefined) {
      return undefined;
    }
    if (typeof value === 'object') {
      return layer => {
        const entry = value.values?.[layer];
        return entry === undefined ? undefined : this.#checked(key, entry);
      };
    }
    const all = this.#checked(key, value);
    return () => all;
  }

  /** Tokens of the vocabulary: of the embedding, of the tokeniser, or as a key says. */
  vocabulary(tensors: readonly GgufTensor[]): number | undefined {
    const embedding = tensors.find(({ name }) => name === 'token_embd.weight');
    const tokens = this.#values.get('tokenizer.ggml.tokens');
    return (
      embedding?.shape[1] ??
      this.count('vocab_size') ??
      (typeof tokens === 'object' ? tokens.length : undefined)
    );
  }

  #key(key: string): string {
    return `${this.architecture}.${key}`;
  }

  #value(key: string): GgufValue | undefined {
    return this.#values.get(this.#key(key));
  }

  #checked(key: string, value: GgufValue): number | undefined {
    const number = typeof value === 'boolean' ? Number(value) : value;
    if (
      typeof number === 'number' &&
      Number.isInteger(number) &&
      number >= 0 &&
      number <= LARGEST
    ) {
      return number;
    }
    this.report({
      name: this.#key(key),
      code: 'wrong-value',
      message: `must be a whole number from 0 to ${LARGEST}`,
      severity: 'warning',
    });
    return undefined;
  }
}
