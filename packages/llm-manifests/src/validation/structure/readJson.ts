import { formatPath, type PathStep } from '../paths';
import type { ValidationIssue } from '../ValidationIssue';

const DEEPEST = 200;
const MOST_VALUES = 500_000;

/**
 * Copies a value and says what in it no JSON text could hold: objects that contain themselves, dates, functions, numbers that are
 * none. Fields that are `undefined` are left out, as they are when a manifest is printed.
 *
 * @returns the copy, without what could not be copied; and an issue for each such place
 */
export function readJson(value: unknown): {
  value: unknown;
  issues: ValidationIssue[];
} {
  const issues: ValidationIssue[] = [];
  const path: PathStep[] = [];
  let values = 0;

  function refuse(code: string, message: string): undefined {
    if (issues.length < 100) {
      issues.push({ path: formatPath(path), code, message, severity: 'error' });
    }
    return undefined;
  }

  function copy(item: unknown): unknown {
    values += 1;
    if (values > MOST_VALUES) {
      return values === MOST_VALUES + 1
        ? refuse(
            'too-large',
            `must hold at most ${MOST_VALUES} values; no cluster would take it`,
          )
        : undefined;
    }
    switch (typeof item) {
      case 'string':
      case 'boolean':
        return item;
      case 'number':
        return Number.isFinite(item)
          ? item
          : refuse('not-json', `must be a finite number, but is ${item}`);
      case 'object':
        return item === null ? null : copyObject(item);
      default:
        return refuse(
          'not-json',
          `must be something that JSON can hold, but is a ${typeof item}`,
        );
    }
  }

  function copyObject(item: object): unknown {
    if (path.length > DEEPEST) {
      return refuse(
        'too-deep',
        `lies deeper than ${DEEPEST} levels, or contains itself`,
      );
    }
    if (Array.isArray(item)) {
      return item.map((entry, index) => {
        path.push(index);
        const copied = copy(entry);
        path.pop();
        return copied ?? null;
      });
    }
    const prototype: unknown = Object.getPrototypeOf(item);
    // The prototype of plain mappings is the one that has none itself, in whatever frame or context they were made.
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
      return refuse(
        'not-json',
        'must be a plain mapping, a list, a text, a number, true, false or null',
      );
    }
    const copied: Record<string, unknown> = {};
    for (const [key, entry] of Object.entries(item)) {
      if (entry === undefined) {
        continue;
      }
      path.push(key);
      setField(copied, key, copy(entry));
      path.pop();
    }
    return copied;
  }

  try {
    return { value: copy(value), issues };
  } catch (error) {
    // A getter or a proxy may throw whatever it likes.
    refuse(
      'not-json',
      error instanceof Error
        ? `cannot be read: ${error.message}`
        : 'cannot be read',
    );
    return { value: undefined, issues };
  }
}

/** Sets a field, even one called `__proto__`, which an assignment would take for something else. */
export function setField(
  object: Record<string, unknown>,
  key: string,
  value: unknown,
): void {
  if (value === undefined) {
    return;
  }
  if (key === '__proto__') {
    Object.defineProperty(object, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else {
    object[key] = value;
  }
}
