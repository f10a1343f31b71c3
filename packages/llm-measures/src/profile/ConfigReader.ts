import { Issue } from '@modelyard/llm-units';

const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Reads fields of configuration of any shape and reports, with its path, what is not as it should be. */
export class ConfigReader {
  private readonly fields: ReadonlyMap<string, unknown>;
  readonly isObject: boolean;

  constructor(
    value: unknown,
    private readonly path: string,
    private readonly issues: Issue[],
  ) {
    this.isObject =
      typeof value === 'object' && value !== null && !Array.isArray(value);
    this.fields = new Map(this.isObject ? Object.entries(value ?? {}) : []);
  }

  get keys(): readonly string[] {
    return [...this.fields.keys()];
  }

  has(key: string): boolean {
    return this.fields.get(key) !== undefined;
  }

  value(key: string): unknown {
    return this.fields.get(key);
  }

  report(key: string, code: string, message: string) {
    this.issues.push({
      path: [this.path, key].filter(Boolean).join('.'),
      code,
      message,
      severity: 'error',
    });
  }

  /** Reports every field that nobody reads: a typing error would otherwise have no effect. */
  only(keys: readonly string[]) {
    for (const key of this.keys.filter(each => !keys.includes(each))) {
      this.report(
        key,
        'unknown-field',
        `is not known here; the fields are ${keys.join(', ')}`,
      );
    }
  }

  text(key: string): string | undefined {
    const value = this.value(key);
    if (value === undefined) {
      return undefined;
    }
    if (typeof value === 'string' && value !== '') {
      return value;
    }
    this.report(key, 'text-invalid', 'is not text, or is empty');
    return undefined;
  }

  name(key: string): string | undefined {
    const value = this.value(key);
    if (typeof value === 'string' && NAME.test(value)) {
      return value;
    }
    this.report(
      key,
      value === undefined ? 'required' : 'name-invalid',
      value === undefined
        ? 'is missing'
        : 'is not a name of lower-case letters and digits with single hyphens between them',
    );
    return undefined;
  }

  texts(key: string): readonly string[] | undefined {
    const value = this.value(key);
    if (value === undefined) {
      return undefined;
    }
    if (Array.isArray(value) && value.every(each => typeof each === 'string')) {
      return value;
    }
    this.report(key, 'list-invalid', 'is not a list of texts');
    return undefined;
  }

  positive(key: string): number | undefined {
    const value = this.value(key);
    if (value === undefined) {
      return undefined;
    }
    if (typeof value === 'number' && Number.isFinite(value) && value > 0) {
      return value;
    }
    this.report(key, 'number-invalid', 'is not a number above zero');
    return undefined;
  }

  flag(key: string): boolean {
    const value = this.value(key);
    if (value !== undefined && typeof value !== 'boolean') {
      this.report(key, 'flag-invalid', 'is neither true nor false');
    }
    return value === true;
  }

  oneOf<T extends string>(key: string, values: readonly T[]): T | undefined {
    const value = this.value(key);
    const found = values.find(each => each === value);
    if (value !== undefined && found === undefined) {
      this.report(key, 'value-invalid', `is none of ${values.join(', ')}`);
    }
    return found;
  }

  object(key: string): ConfigReader | undefined {
    const value = this.value(key);
    if (value === undefined) {
      return undefined;
    }
    const reader = new ConfigReader(
      value,
      [this.path, key].filter(Boolean).join('.'),
      this.issues,
    );
    if (!reader.isObject) {
      this.report(key, 'object-invalid', 'is not an object');
      return undefined;
    }
    return reader;
  }

  objects(key: string): readonly ConfigReader[] | undefined {
    const value = this.value(key);
    if (value === undefined) {
      return undefined;
    }
    if (!Array.isArray(value) || value.length === 0) {
      this.report(key, 'list-invalid', 'is not a list with at least one entry');
      return undefined;
    }
    return value.map((each, index) => {
      const at = `${key}[${index}]`;
      const reader = new ConfigReader(
        each,
        [this.path, at].filter(Boolean).join('.'),
        this.issues,
      );
      if (!reader.isObject) {
        this.report(at, 'object-invalid', 'is not an object');
      }
      return reader;
    });
  }
}
