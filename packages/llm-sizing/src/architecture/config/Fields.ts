import { Issue } from '@modelyard/llm-units';
import { isHarmless } from './harmlessFields';

/** No size of a model is larger; what is would only make sums lose their precision. */
const LARGEST = 1e8;

/** A file that is no configuration at all has more fields than anyone reads about. */
const MOST_REPORTED = 40;

type Values = Readonly<Record<string, unknown>>;

/** Whether a value is an object with fields. */
export function isRecord(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The fields of one object of a configuration. It remembers which were asked for, so that those that nobody knew can be
 * reported, and says what is wrong with the others. A field that is null is one that is absent.
 */
export class Fields {
  readonly path: string;
  readonly #values: Values;
  #defaults: Values = {};
  readonly #issues: Issue[];
  readonly #asked = new Set<string>();
  /** Names of values that nobody has to hear about, or has heard already. */
  readonly #derived = new Set<string>();
  readonly #children: Fields[] = [];

  private constructor(options: {
    values: Values;
    path: string;
    issues: Issue[];
  }) {
    this.#values = options.values;
    this.path = options.path;
    this.#issues = options.issues;
  }

  static create(options: { values: Values; issues: Issue[]; path?: string }) {
    return new Fields({ path: '', ...options });
  }

  /**
   * What the publisher's code takes where a field is absent. Objects inside of others are written without what is usual; a
   * whole file is complete, so that what it lacks is worth a word.
   */
  assume(defaults: Values): void {
    this.#defaults = { ...this.#defaults, ...defaults };
  }

  /** The same for what follows from other fields, or is never written. */
  derive(values: Values): void {
    this.assume(values);
    Object.keys(values).forEach(name => this.#derived.add(name));
  }

  /** How many problems have been reported so far, here and elsewhere. */
  get problems(): number {
    return this.#issues.length;
  }

  at(name: string): string {
    return this.path ? `${this.path}.${name}` : name;
  }

  report(issue: Omit<Issue, 'path'> & { name?: string }): void {
    const { name, ...rest } = issue;
    this.#issues.push({
      ...rest,
      path: name === undefined ? this.path : this.at(name),
    });
  }

  /** Says that a value of the field is not one that this reader can use. */
  unsupported(name: string, message: string): undefined {
    this.report({ name, code: 'unsupported', message, severity: 'error' });
    return undefined;
  }

  /** Says that a value leaves something unknown, while the rest can be read. */
  unknown(name: string, message: string): undefined {
    this.report({ name, code: 'unknown-format', message, severity: 'warning' });
    return undefined;
  }

  /** Whether a field has a value. */
  has(name: string): boolean {
    return this.#own(name) !== undefined;
  }

  /** The whole number above 0 of the first of these fields that has one; 0 says that there is none of the thing. */
  count(...names: string[]): number | undefined {
    const found = this.#first(names);
    if (!found) {
      return undefined;
    }
    const { name, value } = found;
    if (
      typeof value !== 'number' ||
      !Number.isInteger(value) ||
      value < 0 ||
      value > LARGEST
    ) {
      this.#wrong(name, `a whole number from 0 to ${LARGEST}`, value);
      return undefined;
    }
    return value;
  }

  /** As count, for a field without which nothing can be said. */
  required(what: string, ...names: string[]): number | undefined {
    const before = this.problems;
    const value = this.count(...names);
    if (value) {
      return value;
    }
    // A value of the wrong kind has been reported already.
    if (this.problems === before) {
      const [name] = names;
      this.report({
        name,
        code: value === 0 ? 'wrong-value' : 'missing-field',
        message:
          value === 0
            ? `must be above 0: without ${what} the size of the model cannot be computed`
            : `is missing: without ${what} the size of the model cannot be computed`,
        severity: 'error',
      });
    }
    return undefined;
  }

  /** A number, whole or not. */
  number(...names: string[]): number | undefined {
    const found = this.#first(names);
    if (found && !Number.isFinite(found.value)) {
      this.#wrong(found.name, 'a number', found.value);
      return undefined;
    }
    return found && (found.value as number);
  }

  flag(...names: string[]): boolean | undefined {
    const found = this.#first(names);
    if (found && typeof found.value !== 'boolean') {
      this.#wrong(found.name, 'true or false', found.value);
      return undefined;
    }
    return found && (found.value as boolean);
  }

  text(...names: string[]): string | undefined {
    const found = this.#first(names);
    if (found && typeof found.value !== 'string') {
      this.#wrong(found.name, 'a text', found.value);
      return undefined;
    }
    return found && (found.value as string);
  }

  list(...names: string[]): readonly unknown[] | undefined {
    const found = this.#first(names);
    if (found && !Array.isArray(found.value)) {
      this.#wrong(found.name, 'a list', found.value);
      return undefined;
    }
    return found && (found.value as readonly unknown[]);
  }

  /** The value of a field as it stands, for those that have several forms. */
  any(...names: string[]): unknown {
    return this.#first(names)?.value;
  }

  /** The fields of an object inside. */
  nested(...names: string[]): Fields | undefined {
    const found = this.#first(names);
    if (!found) {
      return undefined;
    }
    if (!isRecord(found.value)) {
      this.#wrong(found.name, 'an object', found.value);
      return undefined;
    }
    return this.#child(found.value, this.at(found.name));
  }

  /** The fields of an object that stands in a list of this one. */
  item(name: string, index: number, value: Values): Fields {
    return this.#child(value, `${this.at(name)}[${index}]`);
  }

  /** Marks fields as known: they were understood, and change nothing here. */
  ignore(...names: string[]): void {
    names.forEach(name => this.#asked.add(name));
  }

  /** Marks all fields as known: something else counts in their place. */
  ignoreAll(): void {
    this.ignore(...Object.keys(this.#values));
  }

  /** Says of each field that nobody asked for and that could be a size that it is not known. */
  reportUnread(): void {
    const unread = Object.entries(this.#values).filter(
      ([name, value]) => !this.#asked.has(name) && !isHarmless(name, value),
    );
    for (const [index, [name]] of unread.entries()) {
      if (index === MOST_REPORTED) {
        this.report({
          code: 'unknown-field',
          message: `has ${
            unread.length - index
          } more fields that are not known to this reader`,
          severity: 'warning',
        });
        break;
      }
      this.report({
        name,
        code: 'unknown-field',
        message:
          'is not known to this reader and could change the size of the model; the size of the weight files, where it is given, counts nevertheless',
        severity: 'warning',
      });
    }
    this.#children.forEach(child => child.reportUnread());
  }

  #child(values: Values, path: string): Fields {
    const existing = this.#children.find(child => child.path === path);
    if (existing) {
      return existing;
    }
    const child = new Fields({ values, path, issues: this.#issues });
    this.#children.push(child);
    return child;
  }

  #own(name: string): unknown {
    return Object.hasOwn(this.#values, name)
      ? this.#values[name] ?? undefined
      : undefined;
  }

  #first(names: string[]): { name: string; value: unknown } | undefined {
    names.forEach(name => this.#asked.add(name));
    for (const name of names) {
      const value = this.#own(name);
      if (value !== undefined) {
        return { name, value };
      }
    }
    const name = names.find(
      candidate =>
        Object.hasOwn(this.#defaults, candidate) &&
        this.#defaults[candidate] !== undefined,
    );
    return name === undefined ? undefined : { name, value: this.#usual(name) };
  }

  #usual(name: string): unknown {
    const value = this.#defaults[name];
    if (this.path === '' && !this.#derived.has(name)) {
      this.#derived.add(name);
      this.report({
        name,
        code: 'usual-value',
        message: `is missing; ${value} is taken, as the publisher's code does`,
        severity: 'warning',
      });
    }
    return value;
  }

  #wrong(name: string, wanted: string, value: unknown): void {
    this.report({
      name,
      code: 'wrong-value',
      message: `must be ${wanted}, but is ${shown(value)}`,
      severity: 'error',
    });
  }
}

function shown(value: unknown): string {
  if (typeof value === 'string') {
    return `"${value.slice(0, 40)}"`;
  }
  if (typeof value === 'number' || typeof value === 'boolean') {
    return `${value}`;
  }
  return Array.isArray(value) ? 'a list' : 'an object';
}
