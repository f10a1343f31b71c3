import type { Issue } from '@modelyard/llm-units';
import { isRecord, listOf, textOf, type RawSchema } from './rawSchema';
import { readDocuments } from './readDocuments';
import type { KindSchema, KnownKind, SchemaSource } from './SchemaSource';

const SWAGGER = '#/definitions/';
const OPENAPI = '#/components/schemas/';

interface Entry {
  readonly kind: KnownKind;
  readonly schema: RawSchema;
  readonly resolve: (reference: string) => unknown;
}

/**
 * Makes a source from the definitions of the kinds that are built into Kubernetes, in either form that a cluster and the tools
 * around it give out: Swagger (`definitions`, from `/openapi/v2`) and OpenAPI v3 (`components.schemas`, from `/openapi/v3/...`).
 *
 * @param options - `definitions`: JSON or YAML texts, or objects; of two documents that have the same kind the first
 *   one counts
 * @returns the source, and an issue for each document that cannot be read, whose path is its place in the list
 */
export function createOpenApiSource(options: {
  definitions: readonly unknown[];
}): { source: SchemaSource; issues: Issue[] } {
  const issues: Issue[] = [];
  const entries = new Map<string, Entry>();
  for (const [index, definition] of options.definitions.entries()) {
    const path = `definitions[${index}]`;
    const read = readDefinition(definition);
    if (typeof read === 'string') {
      issues.push({
        path,
        code: 'unreadable-schema',
        message: read,
        severity: 'error',
      });
      continue;
    }
    for (const entry of entriesOf(read)) {
      const key = keyOf(entry.kind);
      if (!entries.has(key)) {
        entries.set(key, entry);
      }
    }
  }
  return { source: sourceOf(entries), issues };
}

function sourceOf(entries: ReadonlyMap<string, Entry>): SchemaSource {
  return {
    listKinds: () => [...entries.values()].map(({ kind }) => kind),
    find: (wanted): KindSchema | undefined => {
      const entry = entries.get(keyOf(wanted));
      return (
        entry && {
          ...entry.kind,
          origin: 'openapi',
          schema: entry.schema,
          resolve: entry.resolve,
          served: true,
        }
      );
    },
  };
}

function keyOf({ group, version, kind }: KnownKind): string {
  return `${group}/${version}/${kind}`;
}

function readDefinition(definition: unknown): RawSchema | string {
  const documents =
    typeof definition === 'string'
      ? readDocuments(definition)
      : { ok: true as const, value: [definition], issues: [] };
  if (!documents.ok) {
    return documents.issues[0].message;
  }
  const [document] = documents.value;
  return isRecord(document) && schemasOf(document)
    ? document
    : 'must be a Swagger document with definitions, or an OpenAPI document with components.schemas';
}

function schemasOf(document: RawSchema): RawSchema | undefined {
  if (isRecord(document.definitions)) {
    return document.definitions;
  }
  const { components } = document;
  return isRecord(components) && isRecord(components.schemas)
    ? components.schemas
    : undefined;
}

function entriesOf(document: RawSchema): Entry[] {
  const schemas = schemasOf(document) ?? {};
  const resolve = (reference: string) => {
    const prefix = [SWAGGER, OPENAPI].find(start =>
      reference.startsWith(start),
    );
    const name = prefix && reference.slice(prefix.length);
    return name && Object.hasOwn(schemas, name) ? schemas[name] : undefined;
  };
  return Object.values(schemas).flatMap(schema => {
    if (!isRecord(schema)) {
      return [];
    }
    const kinds = listOf(schema['x-kubernetes-group-version-kind']);
    // DeleteOptions and WatchEvent name every group; they are no objects.
    return kinds.length > 1
      ? []
      : kinds.filter(isRecord).flatMap(named => {
          const kind = textOf(named.kind);
          const version = textOf(named.version);
          return kind && version
            ? [
                {
                  kind: { group: textOf(named.group) ?? '', version, kind },
                  schema,
                  resolve,
                },
              ]
            : [];
        });
  });
}
