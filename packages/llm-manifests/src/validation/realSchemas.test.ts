import fc from 'fast-check';
import { CORE_SCHEMA, loadAll } from 'js-yaml';
import { compiledKind, createSchemaSet } from './createSchemaSet';
import { isRecord } from './schema/rawSchema';
import { applyDefaults } from './structure/applyDefaults';
import { validateObject } from './validateObject';
import { Generator, hintsOf, seeded } from './__testUtils__/generate';
import { manifests, nameOf } from './__testUtils__/manifests';
import { mutations } from './__testUtils__/mutate';
import { CRDS, realCrdTexts, realSchemas } from './__testUtils__/realCrds';
import {
  checkedKinds,
  kindsWithoutSchema,
  parseKind,
  renderedKinds,
  renderedObject,
} from './__testUtils__/renderedKinds';

const NO_HINTS = hintsOf('');

/** Objects of a kind: one that is rendered, manifests that clusters take, and others that were made from the schema. */
function objectsOf(kindName: string): Record<string, unknown>[] {
  const { apiVersion, kind, ...rest } = parseKind(kindName);
  const found = compiledKind(realSchemas(), { ...rest, kind });
  if (!found || typeof found === 'string') {
    throw new Error(`no schema for ${kindName}`);
  }
  const own = manifests.filter(
    manifest => manifest.apiVersion === apiVersion && manifest.kind === kind,
  );
  const made = [1, 2, 3, 4].map(seed => {
    const generator = new Generator({ random: seeded(seed), hints: NO_HINTS });
    const content = generator.value(found.root);
    return {
      ...(isRecord(content) ? content : {}),
      apiVersion,
      kind,
      metadata: { name: 'a', namespace: 'team-a' },
    };
  });
  const rendered = renderedObject(kindName);
  return [...(rendered ? [rendered] : []), ...own, ...made].map(object => {
    const copy: Record<string, unknown> = structuredClone(object);
    applyDefaults(found.root, copy);
    return copy;
  });
}

(CRDS ? describe : describe.skip)(
  'the CRDs and definitions in MODELYARD_CRDS',
  () => {
    it('knows kinds and versions of texts that it has not read', () => {
      const read = realCrdTexts().flatMap(text =>
        loadAll(text, null, { schema: CORE_SCHEMA }),
      );
      const inFull = createSchemaSet({ crds: read }).schemas.listKinds();
      const atAGlance = createSchemaSet({ crds: realCrdTexts() });
      expect(inFull.length).toBeGreaterThan(80);
      expect(atAGlance.schemas.listKinds()).toEqual(inFull);
    });

    it('has manifests of many kinds', () => {
      expect(manifests).toHaveLength(85);
    });

    it.each(manifests.map(manifest => [nameOf(manifest), manifest]))(
      'accepts %s',
      (_name, manifest) => {
        expect(
          validateObject({ object: manifest, schemas: realSchemas() }),
        ).toMatchObject({ state: 'checked', issues: [] });
      },
    );

    // Whatever is not compared with a schema is named, so that nobody takes it for checked.
    it('knows every kind that families render, but for those in the list', () => {
      const unknown = renderedKinds.filter(
        kind =>
          typeof compiledKind(realSchemas(), parseKind(kind)) !== 'object',
      );
      expect(unknown).toEqual(kindsWithoutSchema);
    });

    it.each(checkedKinds)(
      'rejects each mutation of %s where it is',
      kindName => {
        const { group, version, kind } = parseKind(kindName);
        const found = compiledKind(realSchemas(), { group, version, kind });
        if (!found || typeof found === 'string') {
          throw new Error(`no schema for ${kindName}`);
        }
        const missed: string[] = [];
        let count = 0;
        for (const object of objectsOf(kindName)) {
          for (const mutation of mutations(found.root, object)) {
            count += 1;
            const { issues } = validateObject({
              object: mutation.object,
              schemas: realSchemas(),
            });
            const named = issues.some(
              issue =>
                issue.severity === 'error' &&
                issue.path === mutation.path &&
                issue.code === mutation.what,
            );
            if (!named) {
              missed.push(`${mutation.what} at ${mutation.path}`);
            }
          }
        }
        expect(missed).toEqual([]);
        expect(count).toBeGreaterThan(0);
      },
      60_000,
    );

    it('never throws on manifests in which something was replaced', () => {
      const strange = fc.oneof(
        fc.anything({ maxDepth: 3 }),
        fc.constantFrom('', null, -1, 1e30, 'x'.repeat(300), '10s', '-5'),
        fc.dictionary(
          fc.constantFrom('toString', 'valueOf', '__proto__', 'name'),
          fc.anything({ maxDepth: 1 }),
        ),
      );
      fc.assert(
        fc.property(
          fc.constantFrom(...manifests),
          fc.nat(),
          strange,
          (manifest, place, value) => {
            const ways = waysInto(manifest);
            const object = replaced(manifest, ways[place % ways.length], value);
            const { issues } = validateObject({
              object,
              oldObject: manifest,
              schemas: realSchemas(),
            });
            return Array.isArray(issues);
          },
        ),
        { numRuns: 2_000 },
      );
    }, 60_000);
  },
);

function waysInto(value: unknown, way: readonly string[] = []): string[][] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, item]) => [
        [...way, name],
        ...waysInto(item, [...way, name]),
      ])
    : [];
}

function replaced(
  value: unknown,
  [name, ...rest]: readonly string[],
  other: unknown,
): unknown {
  if (name === undefined) {
    return other;
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) =>
      String(index) === name ? replaced(item, rest, other) : item,
    );
  }
  return isRecord(value)
    ? { ...value, [name]: replaced(value[name], rest, other) }
    : value;
}
