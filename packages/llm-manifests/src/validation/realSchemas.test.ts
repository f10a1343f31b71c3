import { CORE_SCHEMA, loadAll } from 'js-yaml';
import { compiledKind, createSchemaSet } from './createSchemaSet';
import { isRecord } from './schema/rawSchema';
import { applyDefaults } from './structure/applyDefaults';
import { validateObject } from './validateObject';
import { Generator, hintsOf, seeded } from './__testUtils__/generate';
import { manifests, nameOf } from './__testUtils__/manifests';
import { mutations } from './__testUtils__/mutate';
import { CRDS, realCrdTexts, realSchemas } from './__testUtils__/realCrds';
import { parseKind, renderedKinds } from './__testUtils__/renderedKinds';

const NO_HINTS = hintsOf('');

/** Objects of a kind: manifests that clusters take, and others that were made from the schema. */
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
  return [...own, ...made].map(object => {
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

    it.each(renderedKinds)(
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
  },
);
