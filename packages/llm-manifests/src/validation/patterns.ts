import { RE2JS } from '@bufbuild/re2';

/** More would be kept for texts that never come again. */
const REMEMBERED = 1_000;
const LONGEST_REMEMBERED = 200;

/**
 * A regular expression as Go reads it. Schemas use what JavaScript cannot read, such as `^(?i)abort`; and among those that it can
 * read there are some whose matching takes time that doubles with each character. RE2 takes time in proportion to the text.
 */
export class Pattern {
  static readonly #compiled = new Map<string, Pattern>();

  readonly #re2: RE2JS;
  // Names, kinds and durations come again and again, and matching costs a hundred times more than looking up.
  readonly #known = new Map<string, boolean>();

  private constructor(re2: RE2JS) {
    this.#re2 = re2;
  }

  /** `undefined` where the text is no regular expression. */
  static compile(source: string): Pattern | undefined {
    const known = Pattern.#compiled.get(source);
    if (known) {
      return known;
    }
    try {
      const pattern = new Pattern(RE2JS.compile(source));
      if (Pattern.#compiled.size >= REMEMBERED) {
        Pattern.#compiled.clear();
      }
      Pattern.#compiled.set(source, pattern);
      return pattern;
    } catch {
      return undefined;
    }
  }

  /** Whether the expression matches somewhere in the text. */
  test(text: string): boolean {
    if (text.length > LONGEST_REMEMBERED) {
      return this.#re2.test(text);
    }
    let result = this.#known.get(text);
    if (result === undefined) {
      result = this.#re2.test(text);
      if (this.#known.size >= REMEMBERED) {
        this.#known.clear();
      }
      this.#known.set(text, result);
    }
    return result;
  }
}
