/** Beginnings of names that differ between a model's code, its checkpoint, and one that was packed into a larger model. */
const PREFIX =
  /^(?:(?:model|language_model|transformer|backbone|thinker|text_model|decoder|llm)\.)+/;

/** The parts of a regular expression that are certain to match in a time that does not explode. */
const SIMPLE_EXPRESSION =
  /^(?:[\w\-/:#]|\\[.\-dw/]|\.[*+]?|\[0-9\][*+]?|\\d[*+]|\(\?:|[()|^$])*$/;

/** Towers, under the names that their matrices begin with. */
const TOWER = /(?:visual|vision|audio|multi_modal_projector|embed_vision|mlp1)/;

/** Below that many names, each is looked for; above, each part of a path is. */
const FEW = 32;

/** Longest expression, and most of them: a hostile list must not cost more than an honest one. */
const MOST = { expressions: 500, length: 300, wildcards: 6 };

/**
 * Names of matrices, as quantisers list them: whole (`model.layers.0.mlp.gate`), the end (`lm_head`), the beginning
 * (`model.layers.0.self_attn`), with stars, or as an expression (`re:.*lm_head`).
 */
export class NamePatterns {
  readonly #names = new Set<string>();
  readonly #expressions: RegExp[] = [];
  readonly #unreadable: string[] = [];
  readonly #namesTower: boolean;

  private constructor(entries: readonly unknown[]) {
    let namesTower = false;
    for (const entry of entries) {
      if (typeof entry !== 'string') {
        continue;
      }
      namesTower ||= TOWER.test(entry);
      if (!/^re:|[*?]/.test(entry)) {
        // A number alone would name whatever has that place in a list.
        if (!/^\d*$/.test(entry)) {
          this.#names.add(withoutPrefix(entry));
        }
        continue;
      }
      const expression = readExpression(entry);
      if (expression && this.#expressions.length < MOST.expressions) {
        this.#expressions.push(expression);
      } else {
        this.#unreadable.push(entry);
      }
    }
    this.#namesTower = namesTower;
  }

  static create(entries: readonly unknown[] = []): NamePatterns {
    return new NamePatterns(entries);
  }

  /** Entries that cannot be evaluated. */
  get unreadable(): readonly string[] {
    return this.#unreadable;
  }

  matches(name: string): boolean {
    if (
      /^(?:visual|vision_tower|audio_tower|multi_modal|embed_vision)/.test(name)
    ) {
      // Towers are left alone as a whole, under names of their own.
      return this.#namesTower;
    }
    if (this.#names.size === 0 && this.#expressions.length === 0) {
      return false;
    }
    const short = withoutPrefix(name);
    if (this.#namesPartOf(short)) {
      return true;
    }
    return this.#expressions.some(
      expression => expression.test(`model.${short}`) || expression.test(short),
    );
  }

  /** Whether some steps of a path, one after the other, are a name of the list. */
  #namesPartOf(path: string): boolean {
    if (this.#names.size < FEW) {
      const dotted = `.${path}.`;
      return [...this.#names].some(name => dotted.includes(`.${name}.`));
    }
    const steps = path.split('.');
    for (let from = 0; from < steps.length; from++) {
      for (let to = steps.length; to > from; to--) {
        if (this.#names.has(steps.slice(from, to).join('.'))) {
          return true;
        }
      }
    }
    return false;
  }
}

function withoutPrefix(name: string): string {
  return name.replace(PREFIX, '');
}

function readExpression(entry: string): RegExp | undefined {
  if (entry.length > MOST.length) {
    return undefined;
  }
  const isExpression = entry.startsWith('re:');
  const source = isExpression
    ? entry.slice(3)
    : withoutPrefix(entry)
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replace(/\*+/g, '.*')
        .replace(/\?/g, '.');
  const wildcards = source.match(/[*+]/g)?.length ?? 0;
  const nested = /\)[*+?{]/.test(source);
  if (
    wildcards > MOST.wildcards ||
    nested ||
    (isExpression && !SIMPLE_EXPRESSION.test(source))
  ) {
    return undefined;
  }
  try {
    // Quantisers match from the start on (re.match), and stars name a whole.
    return new RegExp(isExpression ? `^(?:${source})` : `^${source}$`);
  } catch {
    return undefined;
  }
}
