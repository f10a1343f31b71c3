import { Issue } from '@modelyard/llm-units';

/** Fields of an object of a result, with the path that leads to it. What is null is absent, as benchmarks write it. */
export class ResultFields {
  readonly #value: Readonly<Record<string, unknown>>;
  readonly #path: string;
  readonly #issues: Issue[];

  constructor(
    value: Readonly<Record<string, unknown>>,
    path: string,
    issues: Issue[],
  ) {
    this.#value = value;
    this.#path = path;
    this.#issues = issues;
  }

  value(key: string): unknown {
    return Object.hasOwn(this.#value, key)
      ? this.#value[key] ?? undefined
      : undefined;
  }

  report(key: string, code: string, message: string) {
    this.#issues.push({
      path: this.#pathOf(key),
      code,
      message,
      severity: 'error',
    });
  }

  /** An object; undefined where it is absent. */
  optional(key: string): ResultFields | undefined {
    const value = this.value(key);
    if (value === undefined) {
      return undefined;
    }
    if (isRecord(value)) {
      return new ResultFields(value, this.#pathOf(key), this.#issues);
    }
    this.report(key, 'object-invalid', 'is not an object');
    return undefined;
  }

  /** An object that must be there. */
  object(key: string): ResultFields | undefined {
    this.#require(key);
    return this.optional(key);
  }

  /** A list of objects that must be there, with at least one of them. */
  objects(key: string): readonly ResultFields[] | undefined {
    const value = this.value(key);
    this.#require(key);
    if (value === undefined) {
      return undefined;
    }
    if (!Array.isArray(value) || value.length === 0) {
      this.report(key, 'list-invalid', 'is not a list with at least one entry');
      return undefined;
    }
    return value.flatMap((each: unknown, index) => {
      const at = `${key}[${index}]`;
      if (isRecord(each)) {
        return [new ResultFields(each, this.#pathOf(at), this.#issues)];
      }
      this.report(at, 'object-invalid', 'is not an object');
      return [];
    });
  }

  /** A number that must be there and is not negative. */
  amount(key: string): number | undefined {
    this.#require(key);
    return this.optionalAmount(key);
  }

  /** A number that is not negative; undefined where it is absent. */
  optionalAmount(key: string): number | undefined {
    const value = this.value(key);
    if (value === undefined) {
      return undefined;
    }
    if (typeof value === 'number' && Number.isFinite(value) && value >= 0) {
      return value;
    }
    this.report(key, 'number-invalid', 'is not a number of at least zero');
    return undefined;
  }

  #require(key: string) {
    if (this.value(key) === undefined) {
      this.report(key, 'required', 'is missing');
    }
  }

  #pathOf(key: string): string {
    return [this.#path, key].filter(Boolean).join('.');
  }
}

/** Whether a value is an object with fields. */
export function isRecord(
  value: unknown,
): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Fields with those left out that say nothing: a duration of zero is that of a request which was not streamed. */
export function above<Key extends string>(
  fields: Readonly<Record<Key, number | undefined>>,
): Partial<Record<Key, number>> {
  const said: Partial<Record<Key, number>> = {};
  for (const key of Object.keys(fields) as Key[]) {
    const value = fields[key];
    if (value !== undefined && value > 0) {
      said[key] = value;
    }
  }
  return said;
}
