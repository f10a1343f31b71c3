import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { UNKNOWN } from '@modelyard/llm-measures';
import { createHmac } from 'node:crypto';

/** The kinds of entities that can consume: programs and groups, and never a person. */
export const CONSUMER_KINDS = ['component', 'group', 'system', 'resource'];

const REF = /^([a-z]+):(?:([^/\s:]+)\/)?([^/\s:]+)$/i;
/** What names a person: a reference to one, or an address for mail. */
const PERSON = /^user:|^[^\s@]+@[^\s@]+\.[^\s@]+$/i;

/** Turns what senders call a consumer into an entity, or into a pseudonym. */
export class ConsumerNames {
  readonly #aliases: ReadonlyMap<string, string>;
  readonly #pseudonymKey: string;

  static create(options: {
    aliases: ReadonlyMap<string, string>;
    pseudonymKey: string;
  }) {
    return new ConsumerNames(options.aliases, options.pseudonymKey);
  }

  private constructor(
    aliases: ReadonlyMap<string, string>,
    pseudonymKey: string,
  ) {
    this.#aliases = aliases;
    this.#pseudonymKey = pseudonymKey;
  }

  /**
   * The consumer of a name.
   *
   * @param known - References of the entities that the catalog has
   * @returns A reference to an entity, a pseudonym such as `key-0123456789abcdef`, or `unknown` for nobody and for persons
   */
  resolve(name: string | undefined, known: ReadonlySet<string>): string {
    const given = name?.trim();
    if (!given || given === UNKNOWN) {
      return UNKNOWN;
    }
    const alias = this.#aliases.get(given);
    if (alias !== undefined) {
      return alias;
    }
    if (PERSON.test(given)) {
      return UNKNOWN;
    }
    const ref = asReference(given);
    return ref && known.has(ref) ? ref : this.#pseudonym(given);
  }

  #pseudonym(name: string): string {
    const digest = createHmac('sha256', this.#pseudonymKey)
      .update(name)
      .digest('hex');
    return `key-${digest.slice(0, 16)}`;
  }
}

function asReference(text: string): string | undefined {
  const [, kind] = REF.exec(text) ?? [];
  return kind && CONSUMER_KINDS.includes(kind.toLocaleLowerCase('en-US'))
    ? stringifyEntityRef(parseEntityRef(text))
    : undefined;
}
