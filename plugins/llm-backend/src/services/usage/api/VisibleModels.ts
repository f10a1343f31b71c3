import {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { findHiddenEntities } from '@modelyard/plugin-llm-node';
import { LedgerModels } from '../reading/LedgerModels';

const CHUNK = 500;
const KEEP_MS = 30_000;
const REMEMBERED = 100;
const MODEL_REF = /^model:/;

/** The models of the ledger as the catalog shows them to somebody. */
export interface SeenModels {
  /** By their refs. */
  readonly entities: ReadonlyMap<string, Entity>;
  /** All names of the ledger, those of other senders and of models that are gone as well, without what is hidden. */
  readonly names: readonly string[];
  /** Whether nothing of the ledger is hidden. */
  readonly all: boolean;
}

/** Looks up which models of the ledger somebody sees, remembered for half a minute: there may be thousands. */
export class VisibleModels {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #models: LedgerModels;
  readonly #known = new Map<
    string,
    { at: number; seen: Promise<SeenModels> }
  >();

  static create(options: {
    auth: AuthService;
    catalog: CatalogService;
    models: LedgerModels;
  }) {
    return new VisibleModels(options);
  }

  private constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    models: LedgerModels;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#models = options.models;
  }

  /** @param options - `who` tells callers apart whose catalogs differ */
  find(options: {
    who: string;
    credentials: BackstageCredentials;
  }): Promise<SeenModels> {
    const { who, credentials } = options;
    const now = Date.now();
    const known = this.#known.get(who);
    if (known && now - known.at < KEEP_MS) {
      return known.seen;
    }
    const seen = this.#read(credentials);
    this.#known.delete(who);
    this.#known.set(who, { at: now, seen });
    const [oldest] = this.#known.keys();
    if (this.#known.size > REMEMBERED) {
      this.#known.delete(oldest);
    }
    seen.catch(() => this.#known.delete(who));
    return seen;
  }

  async #read(credentials: BackstageCredentials): Promise<SeenModels> {
    const names = await this.#models.list();
    const refs = names.filter(name => MODEL_REF.test(name));
    const entities = new Map<string, Entity>();
    for (let start = 0; start < refs.length; start += CHUNK) {
      const { items } = await this.#catalog.getEntitiesByRefs(
        {
          entityRefs: refs.slice(start, start + CHUNK),
          fields: ['kind', 'metadata.name', 'metadata.namespace', 'relations'],
        },
        { credentials },
      );
      items.forEach(
        item => item && entities.set(stringifyEntityRef(item), item),
      );
    }
    const hidden = await findHiddenEntities({
      refs: refs.filter(ref => !entities.has(ref)),
      catalog: this.#catalog,
      auth: this.#auth,
      credentials,
    });
    return {
      entities,
      names: names.filter(name => !hidden.has(name)),
      all: hidden.size === 0,
    };
  }
}
