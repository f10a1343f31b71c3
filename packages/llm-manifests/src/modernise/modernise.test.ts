import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { CORE_SCHEMA, dump, load } from 'js-yaml';
import { CRDS, realSchemas } from '../validation/__testUtils__/realCrds';
import { validateObject } from '../validation/validateObject';
import { modernise } from './modernise';
import type { ModernisationEffect } from './ModernisationFinding';
import type { ModernisationTarget } from './ModernisationTarget';
import { steps } from './steps';

/** `__fixtures__/<code>.yaml`, or `<code>.<case>.yaml`. With UPDATE_FIXTURES=1 what comes of `before` is written anew. */
interface Fixture {
  target?: ModernisationTarget;
  effects?: ModernisationEffect[];
  before: unknown[];
  findings: unknown[];
  after: unknown[];
}

const folder = join(__dirname, '__fixtures__');
const cases = readdirSync(folder).sort();

function read(file: string): Fixture {
  const text = readFileSync(join(folder, file), 'utf8');
  return load(text, { schema: CORE_SCHEMA }) as Fixture;
}

function run({ before, target, effects }: Fixture) {
  const { findings, proposal } = modernise({
    objects: before,
    target,
    effects,
  });
  return { findings, after: proposal.map(({ object }) => object) };
}

test('every step is in the list, under the name of its file, and has fixtures', () => {
  const files = readdirSync(join(__dirname, 'steps'))
    .filter(file => file.endsWith('.ts') && file !== 'index.ts')
    .map(file => file.replace(/\.ts$/, ''));
  expect(steps.map(step => step.code).sort()).toEqual(files.sort());
  expect([...new Set(cases.map(file => file.split('.')[0]))]).toEqual(files);
});

describe.each(cases)('%s', file => {
  const fixture = read(file);

  it('finds and proposes what it should', () => {
    const given = structuredClone(fixture.before);
    const result = run(fixture);
    if (process.env.UPDATE_FIXTURES) {
      const { target, effects, before } = fixture;
      const text = dump(
        JSON.parse(JSON.stringify({ target, effects, before, ...result })),
        { noRefs: true, lineWidth: 120 },
      );
      writeFileSync(join(folder, file), text);
    }
    expect(result).toEqual({
      findings: read(file).findings,
      after: read(file).after,
    });
    expect(fixture.before).toEqual(given);
  });

  it('has nothing left to mend after one time', () => {
    const { after } = run(fixture);
    const again = run({ ...fixture, before: after });
    expect(again.after).toEqual(after);
    expect(again.findings.filter(finding => finding.mended)).toEqual([]);
  });
});

(CRDS ? describe : describe.skip)('the schemas in MODELYARD_CRDS', () => {
  it.each(cases)(
    'accept what is proposed for %s, where nothing is left to a person',
    file => {
      const fixture = read(file);
      const { after, findings } = run(fixture);
      const open = new Set(
        findings.flatMap(({ mended, effect, object }) =>
          !mended && effect === 'rejected' ? [object] : [],
        ),
      );
      const { proposal } = modernise({
        objects: fixture.before,
        target: fixture.target,
        effects: fixture.effects,
      });
      expect(after).toHaveLength(proposal.length);
      for (const { object, from, changed } of proposal) {
        if (!changed || open.has(from)) {
          continue;
        }
        const result = validateObject({ object, schemas: realSchemas() });
        expect({
          object,
          state: result.state,
          issues: result.issues.filter(({ severity }) => severity === 'error'),
        }).toEqual({ object, state: 'checked', issues: [] });
      }
    },
  );
});

test('never throws, and passes on what is no object of Kubernetes', () => {
  const strange = [undefined, null, 'text', 7, [], new Date(0)];
  expect(
    modernise({ objects: strange }).proposal.map(({ object }) => object),
  ).toEqual(strange);
  const kinds = [
    'v1 Pod',
    'resource.k8s.io/v1alpha2 ResourceClaim',
    'resource.k8s.io/v1beta1 ResourceClaimTemplate',
    'resource.k8s.io/v1alpha2 ResourceClass',
    'kueue.x-k8s.io/v1beta1 ClusterQueue',
    'aigateway.envoyproxy.io/v1alpha1 AIServiceBackend',
    'aigateway.envoyproxy.io/v1alpha1 AIGatewayRoute',
    'gateway.networking.k8s.io/v1alpha2 BackendTLSPolicy',
    'inference.networking.x-k8s.io/v1alpha2 InferenceModel',
    'inference.networking.x-k8s.io/v1alpha2 InferencePool',
    'serving.kserve.io/v1alpha1 LLMInferenceService',
    'serving.kserve.io/v1beta1 InferenceService',
  ];
  const names = [
    'containers',
    'resourceClaims',
    'source',
    'nodeSelector',
    'devices',
    'requests',
    'resources',
    'limits',
    'selector',
    'targetRefs',
    'backendRef',
    'cohort',
    'admissionChecks',
    'poolRef',
    'model',
    'spec',
    '__proto__',
    'toString',
    'valueOf',
  ];
  const { content } = fc.letrec<{ content: unknown }>(tie => ({
    content: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(null, 1, 'a', true),
      fc.array(tie('content'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...names), tie('content')),
    ),
  }));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...kinds), content, content), {
        maxLength: 3,
      }),
      entries => {
        const objects = entries.map(([type, metadata, spec]) => {
          const [apiVersion, kind] = type.split(' ');
          return { apiVersion, kind, metadata, spec };
        });
        return modernise({ objects }).proposal.length >= objects.length;
      },
    ),
    { numRuns: 1_000 },
  );
});
