import { isRecord } from '../schema/rawSchema';
import type { SchemaNode } from '../schema/SchemaNode';

/** What a rule speaks of: the fields and the values that decide whether it holds. */
interface Hints {
  readonly words: ReadonlySet<string>;
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
}

/** Reads from the text of a rule which names, texts and numbers are in it. */
export function hintsOf(rule: string): Hints {
  const texts = Array.from(
    rule.matchAll(/'([^']*)'|"([^"]*)"/g),
    match => match[1] ?? match[2],
  );
  return {
    words: new Set(
      Array.from(rule.matchAll(/[A-Za-z_]\w*/g), ([word]) =>
        word.replace(/^__(\w+)__$/, '$1'),
      ),
    ),
    texts,
    numbers: Array.from(rule.matchAll(/\b\d+\b/g), ([number]) =>
      Number(number),
    ).flatMap(number => [number, number + 1]),
  };
}

/** A source of numbers from 0 to 1 that gives the same ones each time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const SAMPLES = [
  'a',
  'b',
  'main',
  'example.com',
  '*.example.com',
  'example.com/name',
  '1s',
  '10s',
  '500ms',
  '2m',
  '1h',
  '128Mi',
  '64Ki',
  '1Gi',
  '10',
  '100m',
  '/path',
  'http://example.com/path',
  'https://example.com',
  '10.0.0.1',
  '2001:db8::1',
  '10.0.0.0/8',
  '2026-01-31T12:00:00Z',
  'Value',
  'GET',
  'x-header',
  'System',
  'geo.mmdb',
  'request.host',
  'US',
  'a'.repeat(64),
  `/${'a'.repeat(120)}`,
  'a'.repeat(260),
  'Z2VuZXJhdGVk',
];

/** Makes values that fit a schema, as far as its structure goes; whether its rules hold is left to chance. */
export class Generator {
  readonly #random: () => number;
  readonly #hints: Hints;

  constructor(options: { random: () => number; hints: Hints }) {
    this.#random = options.random;
    this.#hints = options.hints;
  }

  value(node: SchemaNode, depth = 0): unknown {
    const enumeration =
      node.enumeration ??
      node.combined('allOf').find(part => part.enumeration)?.enumeration;
    if (enumeration) {
      const hinted = enumeration.filter(item =>
        this.#hints.texts.includes(String(item)),
      );
      return this.#pick(
        hinted.length > 0 && this.#chance(0.7) ? hinted : enumeration,
      );
    }
    if (node.intOrString || node.isQuantity) {
      return this.#chance(0.5) && node.pattern === undefined
        ? this.#integer(node)
        : this.#text(node);
    }
    switch (node.types[0]) {
      case 'object':
        return this.#object(node, depth);
      case 'array':
        return this.#list(node, depth);
      case 'integer':
      case 'number':
        return this.#integer(node);
      case 'boolean':
        return this.#chance(0.5);
      case 'string':
        return this.#text(node);
      default:
        return node.hasProperties ? this.#object(node, depth) : {};
    }
  }

  #object(node: SchemaNode, depth: number): Record<string, unknown> {
    const chosen = new Set(node.required);
    for (const name of node.propertyNames) {
      const spoken = this.#hints.words.has(name);
      if (this.#chance(spoken ? 0.55 : this.#curious(depth))) {
        chosen.add(name);
      }
    }
    for (const keyword of ['oneOf', 'anyOf'] as const) {
      const parts = node.combined(keyword);
      if (parts.length > 0) {
        this.#pick(parts).required.forEach(name => chosen.add(name));
      }
    }
    const object: Record<string, unknown> = {};
    for (const name of chosen) {
      const field = node.property(name);
      if (field && depth < 12) {
        object[name] = this.value(field, depth + 1);
      }
    }
    const { additional } = node;
    const least = Math.max(
      node.limit('minProperties') ?? 0,
      this.#chance(0.5) ? 1 : 0,
    );
    for (let index = 0; additional && index < least; index += 1) {
      const key = this.#pick([
        ...this.#hints.texts,
        'a',
        'b',
        'example.com/c',
        `${'a'.repeat(260)}/c`,
      ]);
      object[key === '' ? `k${index}` : key] = this.value(
        additional,
        depth + 1,
      );
    }
    return object;
  }

  // Now and then a field that no rule names, so that "nothing else may be set" can be broken.
  #curious(depth: number): number {
    return depth === 0 ? 0.15 : 0.02;
  }

  #list(node: SchemaNode, depth: number): unknown[] {
    const least = node.limit('minItems') ?? 0;
    const most = node.limit('maxItems') ?? 20;
    const wish = this.#pick([
      0,
      1,
      1,
      2,
      2,
      3,
      ...this.#hints.numbers.filter(number => number < 6),
    ]);
    // A rule about a sum of many needs lists as long as they may be.
    const full =
      most <= 64 &&
      this.#hints.numbers.some(number => number >= 2 * most && number > 64) &&
      this.#chance(0.6);
    const size = full ? most : Math.min(most, Math.max(least, wish));
    const { items } = node;
    if (!items) {
      return [];
    }
    const list: unknown[] = [];
    const seen = new Set<string>();
    for (
      let attempt = 0;
      list.length < size && attempt < size * 8;
      attempt += 1
    ) {
      // The same item twice is what many rules are about.
      const repeat = list.length > 0 && this.#chance(0.2);
      const item = repeat
        ? this.#varied(list[0], node, items)
        : this.value(items, depth + 1);
      const key =
        node.listType === 'map'
          ? JSON.stringify(
              node.listKeys.map(
                name =>
                  (item as Record<string, unknown>)[name] ??
                  items.property(name)?.defaultValue,
              ),
            )
          : JSON.stringify(item);
      const unique =
        node.listType === 'map' ||
        node.listType === 'set' ||
        node.flag('uniqueItems');
      if (!unique || !seen.has(key)) {
        seen.add(key);
        list.push(item);
      }
    }
    return list;
  }

  // A copy under another key where it needs one, half the time without one of the fields that need not be there.
  #varied(item: unknown, list: SchemaNode, node: SchemaNode): unknown {
    const copy: unknown = structuredClone(item);
    if (isRecord(copy) && list.listType === 'map') {
      const [key] = list.listKeys;
      const value = copy[key];
      return typeof value === 'string' ? { ...copy, [key]: `${value}b` } : copy;
    }
    if (isRecord(copy) && this.#chance(0.5)) {
      const optional = Object.keys(copy).filter(
        name => !node.required.includes(name),
      );
      const gone = optional.length > 0 ? this.#pick(optional) : undefined;
      return Object.fromEntries(
        Object.entries(copy).filter(([name]) => name !== gone),
      );
    }
    return copy;
  }

  #integer(node: SchemaNode): number {
    const lowest = node.limit('minimum') ?? 0;
    const highest = node.limit('maximum') ?? 1_000;
    const fits = [
      lowest,
      lowest + 1,
      lowest + 2,
      highest,
      ...this.#hints.numbers,
    ].filter(number => number >= lowest && number <= highest);
    return this.#pick(fits.length > 0 ? fits : [lowest]);
  }

  #text(node: SchemaNode): string {
    const fits = (text: string) => {
      const length = Array.from(text).length;
      return (
        length >= (node.limit('minLength') ?? 0) &&
        length <= (node.limit('maxLength') ?? Infinity) &&
        (node.pattern?.test(text) ?? true) &&
        (node.textFormat?.accepts(text) ?? true)
      );
    };
    const hinted = this.#hints.texts.filter(fits);
    if (hinted.length > 0 && this.#chance(0.5)) {
      return this.#pick(hinted);
    }
    const samples = SAMPLES.filter(fits);
    return samples.length > 0
      ? this.#pick(samples)
      : 'a'.repeat(Math.max(1, node.limit('minLength') ?? 1));
  }

  #chance(probability: number): boolean {
    return this.#random() < probability;
  }

  #pick<T>(list: readonly T[]): T {
    return list[
      Math.min(list.length - 1, Math.floor(this.#random() * list.length))
    ];
  }
}
