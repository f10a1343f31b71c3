import '@backstage/cli/asset-types';
import type { Entity } from '@backstage/catalog-model';
import { createApiFactory } from '@backstage/core-plugin-api';
import { createDevApp } from '@backstage/dev-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { mockApis } from '@backstage/test-utils';
import type { LlmSource } from '@modelyard/plugin-llm-common';
import { llmApiRef } from '@modelyard/plugin-llm-react';
import { LlmFleetPage, llmPlugin } from '../src';
import { changes } from './changes';
import { demoEntities, demoEntity } from './demo';
import {
  catalogs,
  DemoEntityPage,
  DevPage,
  EntityCards,
  MeasuredCards,
} from './EntityCards';
import { LargeFleet } from './LargeFleet';
import { demoMeasures, sights } from './measures';
import { FrameStates } from './states';
import { demoUsage, usages, usedEntities } from './usage';
import { HomeWidgets, UsageTab } from './UsagePages';

const sources: LlmSource[] = [
  {
    id: 'gitops',
    type: 'gitops',
    state: 'degraded',
    branch: 'main',
    head: '4f5d1c09a7e2b36812f0c9d4e8a7b6c5d4e3f201',
    readAt: new Date().toISOString(),
    filesRead: 22,
    entities: {
      Model: { inSource: 18, inCatalog: 17 },
      GpuPool: { inSource: 5, inCatalog: 5 },
    },
    problems: [
      {
        path: 'models/draft/catalog-info.yaml',
        line: 14,
        reason: 'is not valid YAML: a mapping value is missing',
      },
    ],
  },
  {
    id: 'measures/fra',
    type: 'measure-engine',
    state: 'ok',
    name: 'fra',
    product: 'Prometheus',
    version: '3.5.3',
    clusters: ['fra-1'],
    readAt: new Date().toISOString(),
    lastSuccessAt: new Date().toISOString(),
    roundTripMs: 14,
    lagMs: 11_200,
  },
  {
    id: 'measures/archive',
    type: 'measure-engine',
    state: 'error',
    name: 'archive',
    readAt: new Date().toISOString(),
    errorKind: 'timeout',
    error: 'The engine archive did not answer within 2.5 s',
  },
];

async function notHere(): Promise<never> {
  throw new Error('The dev app has no backend that does this');
}

const app = createDevApp()
  .registerPlugin(llmPlugin)
  .registerApi(
    createApiFactory({
      api: catalogApiRef,
      deps: {},
      factory: () => catalogs.answers,
    }),
  )
  .registerApi(
    createApiFactory({
      api: llmApiRef,
      deps: {},
      factory: () => ({
        listSources: async () => sources,
        inspectModel: notHere,
        ...changes,
        ...demoMeasures(),
        ...demoUsage,
        listBaselines: notHere,
      }),
    }),
  )
  .registerApi(
    createApiFactory({
      api: permissionApiRef,
      deps: {},
      factory: () => mockApis.permission(),
    }),
  )
  .addPage({ path: '/llm', title: 'Fleet', element: <LlmFleetPage /> })
  .addPage({
    path: '/catalog/:namespace/:kind/:name',
    element: <DemoEntityPage />,
  })
  .addPage({
    path: '/large-fleet',
    title: 'Large fleet',
    element: (
      <DevPage title="A fleet of 2,000 models">
        <LargeFleet />
      </DevPage>
    ),
  })
  .addPage({
    path: '/frame',
    title: 'Frame',
    element: (
      <DevPage title="The card frame in every state">
        <FrameStates />
      </DevPage>
    ),
  });

const kinds: Record<string, string[]> = {
  Models: ['Model'],
  Pools: ['GpuPool'],
  Consumers: ['Component', 'System', 'Group'],
};
const ofKinds = (wanted: string[]): Entity[] =>
  demoEntities.filter(({ kind }) => wanted.includes(kind));

for (const [title, wanted] of Object.entries(kinds)) {
  app.addPage({
    path: `/${title.toLowerCase()}`,
    title,
    element: (
      <DevPage title={title}>
        <EntityCards entities={ofKinds(wanted)} />
      </DevPage>
    ),
  });
}

// One for each way in which a model is served and each unit, and a pool.
const measured = [
  'model:default/qwen3-8b',
  'model:default/bge-m3',
  'model:default/whisper-large-v3',
  'model:default/gpt-4-1',
  'model:default/support-tone',
  'gpupool:default/h100-fra',
].map(demoEntity);

const oneOfEach = Object.values(kinds)
  .flat()
  .map(kind => demoEntities.find(entity => entity.kind === kind)!);

for (const [behaviour, catalogApi] of Object.entries(catalogs)) {
  if (behaviour !== 'answers') {
    app.addPage({
      path: `/catalog-${behaviour.replaceAll(' ', '-')}`,
      title: `Catalog ${behaviour}`,
      element: (
        <DevPage title={`The catalog ${behaviour}`}>
          <EntityCards entities={oneOfEach} catalogApi={catalogApi} />
        </DevPage>
      ),
    });
  }
}

for (const name of Object.keys(sights)) {
  app.addPage({
    path: `/measures-${name.replaceAll(' ', '-')}`,
    title: `Measures: ${name}`,
    element: (
      <DevPage title={`Measures: ${name}`}>
        <MeasuredCards
          llmApi={{ listDrift: async () => [], ...demoMeasures(name) }}
          entities={measured}
        />
      </DevPage>
    ),
  });
}

for (const entity of usedEntities) {
  app.addPage({
    path: `/usage-of-${entity.metadata.name}`,
    title: `Usage of ${entity.metadata.name}`,
    element: (
      <DevPage title={`Usage of ${entity.metadata.name}`}>
        <UsageTab entity={entity} ledger="is complete" />
      </DevPage>
    ),
  });
}

for (const ledger of Object.keys(usages).slice(1)) {
  app.addPage({
    path: `/ledger-${ledger.replaceAll(' ', '-')}`,
    title: `Ledger ${ledger}`,
    element: (
      <DevPage title={`The ledger ${ledger}`}>
        <UsageTab entity={usedEntities[0]} ledger={ledger} />
      </DevPage>
    ),
  });
}

app.addPage({
  path: '/home-widget',
  title: 'Home widget',
  element: (
    <DevPage title="The widget of the home page">
      <HomeWidgets />
    </DevPage>
  ),
});

app.render();
