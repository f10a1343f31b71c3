import {
  canonicalSeries,
  profiles,
  query,
  vantages,
} from '@modelyard/llm-measures';
import { parser } from '@prometheus-io/lezer-promql';
import fc from 'fast-check';
import { PLAIN_SELECTORS } from '../config/MeasuresConfig';
import { MeasuredModel, MeasuredPool, Place } from '../subject/MeasuredSubject';
import { selectionsOf, selectorOf } from './selections';

const common = {
  entity: { apiVersion: 'v1', kind: 'Model', metadata: { name: 'a' } },
  contextAt: async () => ({}),
  sloMs: 1,
};
const model = (places: readonly Place[]): MeasuredModel => ({
  ...common,
  kind: 'model',
  ref: 'model:default/a',
  task: 'chat',
  places,
});
const pool = (name: string, cluster: string): MeasuredPool => ({
  ...common,
  kind: 'pool',
  ref: 'gpupool:default/a',
  name,
  cluster,
  queues: [name],
});

/** What the parser of Prometheus sees, without the texts of strings: names of nodes, and names of metrics and labels. */
function shapeOf(text: string): string[] {
  const shape: string[] = [];
  parser.parse(text).iterate({
    enter: node => {
      expect(node.type.isError).toBe(false);
      shape.push(
        node.name === 'StringLiteral' || node.node.firstChild
          ? node.name
          : `${node.name} ${text.slice(node.from, node.to)}`,
      );
    },
  });
  return shape;
}

/** Every query that is asked of places and a pool of these names. */
function queriesOf(names: {
  served: string;
  alias: string;
  namespace: string;
  cluster: string;
  tenant: string;
}): string[] {
  const { served, alias, namespace, cluster, tenant } = names;
  const place: Place = {
    deployment: 'prod',
    version: 'v1',
    cluster,
    namespace,
    names: [served, alias],
    own: true,
  };
  return [model([place]), pool(served, cluster)].flatMap(subject =>
    vantages.flatMap(vantage => {
      const selections = selectionsOf({ subject, scope: {}, vantage });
      if (!selections.ok) {
        return [];
      }
      return profiles
        .filter(profile => profile.vantage === vantage)
        .flatMap(profile =>
          canonicalSeries
            .filter(({ id }) => profile.series[id])
            .slice(0, 3)
            .flatMap(({ id, kind }) => {
              const selector = selectorOf({
                selection: selections.value[0],
                profile,
                series: id,
                settings: {
                  ...PLAIN_SELECTORS,
                  clusterLabel: 'cluster',
                  poolLabel: 'pool',
                  labels: [{ label: 'tenant', is: 'equal', to: tenant }],
                },
              });
              const written =
                selector.ok &&
                query({
                  profile,
                  series: id,
                  selector: selector.selector,
                  windowSeconds: 60,
                  ask: kind === 'gauge' ? 'average' : 'increase',
                });
              return written && written.ok ? written.value : [];
            }),
        );
    }),
  );
}

const evil = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.constantFrom(
    '"} or vector(1) or up{a="',
    '\\',
    '\\"',
    '.*',
    'a|b',
    '`',
    '#',
    '$matchers',
    '\n',
    '{{',
    "'",
  ),
);

it('whatever models, namespaces, clusters and labels are called, a query selects the same series by other texts', () => {
  const plain = queriesOf({
    served: 'a',
    alias: 'b',
    namespace: 'c',
    cluster: 'd',
    tenant: 'e',
  }).map(shapeOf);
  expect(plain.length).toBeGreaterThan(30);
  fc.assert(
    fc.property(
      fc.record({
        served: evil,
        alias: evil,
        namespace: evil,
        cluster: evil,
        tenant: evil,
      }),
      names => {
        fc.pre(names.served !== names.alias);
        const written = queriesOf(names);
        // A text that no UTF-8 can carry is refused; there is then no query at all.
        fc.pre(written.length > 0);
        expect(written.map(shapeOf)).toEqual(plain);
      },
    ),
    { numRuns: 40 },
  );
});

it('an empty name is asked for nowhere: it would match all that lack the label', () => {
  const place: Place = {
    deployment: 'prod',
    version: 'v1',
    names: [],
    own: true,
  };
  const selections = selectionsOf({
    subject: model([place]),
    scope: {},
    vantage: 'engine',
  });
  const [vllm] = profiles;
  expect(selections).toMatchObject({ ok: true });
  expect(
    selections.ok &&
      selectorOf({
        selection: selections.value[0],
        profile: vllm,
        series: 'tokens.input',
        settings: PLAIN_SELECTORS,
      }),
  ).toMatchObject({
    ok: false,
    reason: expect.stringContaining('servedModelName'),
  });
});
