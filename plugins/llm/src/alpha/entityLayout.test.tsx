import type { Entity } from '@backstage/catalog-model';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import { catalogPlugin } from '@backstage/plugin-catalog';
import { catalogApiRef, EntityProvider } from '@backstage/plugin-catalog-react';
import { EntityContentLayoutBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { demoEntity } from '../../dev/demo';
import { entityLayout } from './entityLayout';

const model = demoEntity('model:default/qwen3-8b');
const { dataRefs } = EntityContentLayoutBlueprint;

async function renderFor(entity: Entity) {
  const Layout = createExtensionTester(entityLayout).get(dataRefs.component);
  await renderInTestApp(
    <TestApiProvider
      apis={[[catalogApiRef, catalogApiMock({ entities: [entity] })]]}
    >
      <EntityProvider entity={entity}>
        <Layout
          cards={[
            { type: 'info', element: <p>about</p> },
            { type: 'content', element: <p>usage</p> },
            { element: <p>graph</p> },
          ]}
        />
      </EntityProvider>
    </TestApiProvider>,
    { mountedRoutes: { '/catalog': catalogPlugin.routes.catalogIndex } },
  );
  await screen.findByText('usage');
}

describe('the layout of the overview', () => {
  it('is for models and pools of the suite, and for no others', () => {
    const isFor = createExtensionTester(entityLayout).get(
      dataRefs.filterFunction,
    );
    expect(isFor?.(model)).toBe(true);
    expect(isFor?.(demoEntity('gpupool:default/mixed-ber'))).toBe(true);
    expect(isFor?.(demoEntity('group:default/ml-platform'))).toBe(false);
    expect(isFor?.({ ...model, apiVersion: 'mlops.example/v1' })).toBe(false);
  });

  it('shows every card, what stands beside others last', async () => {
    await renderFor(model);
    expect(
      screen
        .getAllByText(/^(about|usage|graph)$/)
        .map(({ textContent }) => textContent),
    ).toEqual(['usage', 'graph', 'about']);
  });

  it('keeps the warnings of the catalog', async () => {
    await renderFor({
      ...model,
      metadata: {
        ...model.metadata,
        annotations: {
          ...model.metadata.annotations,
          'backstage.io/orphan': 'true',
        },
      },
    });
    expect(
      await screen.findByText(/This entity is not referenced/),
    ).toBeVisible();
  });
});
