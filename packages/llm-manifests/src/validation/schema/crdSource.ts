import type { Issue } from '@modelyard/llm-units';
import { peekCrd } from './peekCrd';
import { isRecord, listOf, textOf, type RawSchema } from './rawSchema';
import { readDocuments, splitDocuments } from './readDocuments';
import type { KindSchema, KnownKind, SchemaSource } from './SchemaSource';

interface Entry {
  readonly group: string;
  readonly kind: string;
  readonly versions: readonly string[];
  /** The CRD, or a text that says why there is none. */
  readonly read: () => RawSchema | string;
}

/**
 * Makes a source from CustomResourceDefinitions: YAML or JSON texts of one or several documents, or objects. Texts are looked
 * through, and read when a kind of theirs is asked for.
 *
 * @param options - `crds`: texts or objects; documents of other kinds among them are passed over
 * @returns the source, and an issue for each text that cannot be read, whose path is its place in the list
 */
export function createCrdSource(options: { crds: readonly unknown[] }): {
  source: SchemaSource;
  issues: Issue[];
} {
  const issues: Issue[] = [];
  const entries: Entry[] = [];
  for (const [index, crd] of options.crds.entries()) {
    if (typeof crd !== 'string') {
      entries.push(...entriesOf([crd]));
      continue;
    }
    for (const text of splitDocuments(crd)) {
      const peek = peekCrd(text);
      if (peek) {
        entries.push({ ...peek, read: once(() => readOne(text, peek)) });
        continue;
      }
      const documents = readDocuments(text);
      if (documents.ok) {
        entries.push(...entriesOf(documents.value));
      } else {
        issues.push(
          ...documents.issues.map(issue => ({
            ...issue,
            path: `crds[${index}]`,
          })),
        );
      }
    }
  }
  return { source: sourceOf(entries), issues };
}

function sourceOf(entries: readonly Entry[]): SchemaSource {
  const byKind = new Map(
    entries.map(entry => [`${entry.group}/${entry.kind}`, entry]),
  );
  return {
    listKinds: () =>
      [...byKind.values()].flatMap(({ group, kind, versions }) =>
        versions.map(version => ({ group, version, kind })),
      ),
    find: wanted => {
      const entry = byKind.get(`${wanted.group}/${wanted.kind}`);
      const crd = entry?.read();
      return crd === undefined || typeof crd === 'string'
        ? crd
        : schemaOf(crd, wanted);
    },
  };
}

function entriesOf(documents: readonly unknown[]): Entry[] {
  return documents.flatMap(document => {
    if (!isRecord(document)) {
      return [];
    }
    if (document.kind === 'List') {
      return entriesOf(listOf(document.items));
    }
    const { spec } = document;
    if (document.kind !== 'CustomResourceDefinition' || !isRecord(spec)) {
      return [];
    }
    const group = textOf(spec.group);
    const kind = isRecord(spec.names) ? textOf(spec.names.kind) : undefined;
    const versions = listOf(spec.versions).flatMap(version =>
      isRecord(version) ? textOf(version.name) ?? [] : [],
    );
    return group && kind
      ? [{ group, kind, versions, read: () => document }]
      : [];
  });
}

function readOne(
  text: string,
  expected: { group: string; kind: string },
): RawSchema | string {
  const documents = readDocuments(text);
  if (!documents.ok) {
    return documents.issues[0].message;
  }
  const found = entriesOf(documents.value).find(
    ({ group, kind }) => group === expected.group && kind === expected.kind,
  );
  return (
    found?.read() ??
    `the text looked like the CustomResourceDefinition of ${expected.kind}, and is something else`
  );
}

function schemaOf(crd: RawSchema, wanted: KnownKind): KindSchema | undefined {
  const spec = isRecord(crd.spec) ? crd.spec : {};
  const version = listOf(spec.versions)
    .filter(isRecord)
    .find(({ name }) => name === wanted.version);
  if (!version) {
    return undefined;
  }
  const holder = isRecord(version.schema) ? version.schema.openAPIV3Schema : {};
  const name = `${wanted.group}/${wanted.version} ${wanted.kind}`;
  return {
    group: wanted.group,
    version: wanted.version,
    kind: wanted.kind,
    origin: 'crd',
    schema: isRecord(holder) ? holder : {},
    namespaced: spec.scope === undefined ? undefined : spec.scope !== 'Cluster',
    served: version.served !== false,
    ...(version.deprecated === true && {
      deprecation:
        textOf(version.deprecationWarning) ?? `${name} is deprecated`,
    }),
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
