import type { Issue } from '@modelyard/llm-units';
import { createCrdSource } from './schema/crdSource';
import { createOpenApiSource } from './schema/openApiSource';
import { SchemaNode } from './schema/SchemaNode';
import type {
  KindSchema,
  KnownKind,
  SchemaSource,
} from './schema/SchemaSource';

/** A kind's schema, compiled as far as objects have needed it. */
export interface CompiledKind {
  readonly schema: KindSchema;
  readonly root: SchemaNode;
}

/**
 * Schemas of kinds, from all the places that have some. Each is read when an object of its kind is first met and kept from then on.
 *
 * @public
 */
export interface SchemaSet {
  /** All kinds and versions that are known, without reading their schemas. */
  listKinds(): readonly KnownKind[];
  /** The versions that are known of a kind, served or not. */
  versionsOf(group: string, kind: string): readonly string[];
  /** The schema of a kind; a text that says why it cannot be read; `undefined` where there is none. */
  find(kind: KnownKind): KindSchema | string | undefined;
}

const compiled = new WeakMap<SchemaSet, Map<string, CompiledKind | string>>();

/**
 * Makes a set of schemas.
 *
 * @param options - `crds`: CustomResourceDefinitions, as YAML or JSON texts or as objects; `definitions`: Swagger or
 *   OpenAPI v3 documents of the kinds that are built into Kubernetes; `sources`: further places, asked first; of two
 *   sources that have the same kind the first one counts
 * @returns the set, and an issue for each text that cannot be read
 *
 * @public
 */
export function createSchemaSet(options: {
  crds?: readonly unknown[];
  definitions?: readonly unknown[];
  sources?: readonly SchemaSource[];
}): { schemas: SchemaSet; issues: Issue[] } {
  const crds = createCrdSource({ crds: options.crds ?? [] });
  const definitions = createOpenApiSource({
    definitions: options.definitions ?? [],
  });
  const sources = [...(options.sources ?? []), crds.source, definitions.source];
  let kinds: readonly KnownKind[] | undefined;
  const versions = new Map<string, readonly string[]>();
  const schemas: SchemaSet = {
    listKinds: () => {
      kinds ??= distinct(sources.flatMap(source => source.listKinds()));
      return kinds;
    },
    versionsOf: (group, kind) => {
      const key = `${group}/${kind}`;
      const known =
        versions.get(key) ??
        schemas
          .listKinds()
          .filter(item => item.group === group && item.kind === kind)
          .map(item => item.version);
      versions.set(key, known);
      return known;
    },
    find: kind => {
      for (const source of sources) {
        const found = source.find(kind);
        if (found !== undefined) {
          return found;
        }
      }
      return undefined;
    },
  };
  compiled.set(schemas, new Map());
  return { schemas, issues: [...crds.issues, ...definitions.issues] };
}

/** The compiled schema of a kind. */
export function compiledKind(
  schemas: SchemaSet,
  kind: KnownKind,
): CompiledKind | string | undefined {
  let known = compiled.get(schemas);
  if (!known) {
    known = new Map();
    compiled.set(schemas, known);
  }
  const key = `${kind.group}/${kind.version}/${kind.kind}`;
  const before = known.get(key);
  if (before !== undefined) {
    return before;
  }
  const schema = schemas.find(kind);
  const found =
    schema === undefined || typeof schema === 'string'
      ? schema
      : {
          schema,
          root: SchemaNode.of(schema.schema, {
            origin: schema.origin,
            resolve: schema.resolve ?? (() => undefined),
            nodes: new WeakMap(),
          }),
        };
  if (found !== undefined) {
    known.set(key, found);
  }
  return found;
}

function distinct(kinds: readonly KnownKind[]): KnownKind[] {
  const byKey = new Map(
    kinds.map(kind => [`${kind.group}/${kind.version}/${kind.kind}`, kind]),
  );
  return [...byKey.values()];
}
