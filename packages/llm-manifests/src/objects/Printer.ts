import { orderedKeys } from './orderedKeys';
import { printByLibrary, printScalar } from './printScalar';

/** Writes values as YAML, document after document. */
export class Printer {
  static create(): Printer {
    return new Printer();
  }

  text = '';
  /** Of keys, which come again in object after object; undefined where only the library can print one. */
  private readonly labels = new Map<string, string | undefined>();

  private constructor() {
    // Only create makes one.
  }

  document(value: unknown) {
    this.text += this.text && '---\n';
    if (isNested(value)) {
      this.nested(value, '', '');
    } else {
      this.text += printScalar(value) ?? printByLibrary(value);
    }
    this.text += '\n';
  }

  /**
   * A list or mapping whose lines but the first begin with the indentation.
   *
   * @param before - what stands before it
   * @param beforeEmpty - what stands before one that is empty, where that is something else
   */
  private nested(
    value: object,
    indent: string,
    before: string,
    beforeEmpty = before,
  ) {
    if (Array.isArray(value)) {
      this.text += value.length === 0 ? `${beforeEmpty}[]` : before;
      this.list(value, indent);
    } else {
      const map = value as Readonly<Record<string, unknown>>;
      const keys = orderedKeys(map);
      this.text += keys.length === 0 ? `${beforeEmpty}{}` : before;
      this.map(map, keys, indent);
    }
  }

  private list(list: readonly unknown[], indent: string) {
    const inner = `${indent}  `;
    let before = '';
    for (const item of list) {
      this.text += before;
      before = `\n${indent}`;
      if (isNested(item)) {
        this.nested(item, inner, '- ');
      } else {
        const printed = printScalar(item);
        this.text +=
          printed === undefined
            ? indented(printByLibrary([item]), indent)
            : `- ${printed}`;
      }
    }
  }

  private map(
    map: Readonly<Record<string, unknown>>,
    keys: readonly string[],
    indent: string,
  ) {
    const inner = `${indent}  `;
    let before = '';
    for (const key of keys) {
      this.text += before;
      before = `\n${indent}`;
      const value = map[key];
      const label = this.labelOf(key);
      if (label !== undefined && isNested(value)) {
        this.text += `${label}:`;
        this.nested(value, inner, `\n${inner}`, ' ');
        continue;
      }
      const printed = label === undefined ? undefined : printScalar(value);
      this.text +=
        printed === undefined
          ? indented(printByLibrary({ [key]: value }), indent)
          : `${label}: ${printed}`;
    }
  }

  private labelOf(key: string): string | undefined {
    let label = this.labels.get(key);
    if (label === undefined && !this.labels.has(key)) {
      label = printScalar(key);
      this.labels.set(key, label);
    }
    return label;
  }
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Moves the lines but the first to the right; lines that are empty stay so. */
function indented(text: string, indent: string): string {
  return indent === '' ? text : text.replace(/\n(?!\n|$)/g, `\n${indent}`);
}
