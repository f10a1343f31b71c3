import type { Entity } from '@backstage/catalog-model';
import { identityApiRef } from '@backstage/core-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  useCustomFieldExtensions,
  type FieldExtensionOptions,
} from '@backstage/plugin-scaffolder-react';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { llmApiRef, llmCards, llmFields } from '@modelyard/plugin-llm-react';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { demoChange } from '../dev/changes';
import { demoEntities, demoEntity } from '../dev/demo';
import { demoUsage } from '../dev/usage';
import { demoMeasures } from '../dev/measures';
import { entityCards } from './alpha/cards';
import { formFieldExtensions } from './alpha/formFields';
import { homeUsageWidget } from './alpha/home';
import { usageContent } from './alpha/usage';
import { llmPlugin as newPlugin } from './alpha';
import { cardsFor } from './cardsFor';
import {
  EntityLlmCard,
  EntityLlmOverview,
  EntityLlmUsageContent,
  hasLlmCards,
  hasLlmUsage,
  llmFieldExtensions,
  LlmFleetPage,
  LlmHomeUsage,
  llmPlugin,
} from '.';

const catalogApi = catalogApiMock({ entities: demoEntities });

/** A model of somebody else's suite, and an entity that has to do with none. */
const strangers: Entity[] = [
  {
    apiVersion: 'mlops.example/v1',
    kind: 'Model',
    metadata: { name: 'churn', namespace: 'marketing' },
    spec: { type: 'regression', lifecycle: 'deprecated' },
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: 'mira.app', namespace: 'default' },
    spec: {},
  },
];

/** The names of the cards on screen, in the order of the page. */
function names(): string[] {
  return [...document.querySelectorAll('section')].map(
    section =>
      section.getAttribute('aria-label') ??
      document.getElementById(section.getAttribute('aria-labelledby') ?? '')
        ?.textContent ??
      '',
  );
}

/** Waits until as many cards are there as the list has for the entity. */
async function settledNames(entity: Entity): Promise<string[]> {
  await waitFor(() => expect(names()).toHaveLength(cardsFor(entity).length), {
    timeout: 20_000,
  });
  return names();
}

/** A backend that says that nobody has edited manifests, and that measures nothing. */
const asRendered = {
  listDrift: async () => [],
  readMeasures: demoMeasures('nothing is set up').readMeasures,
  ...demoUsage,
};

async function oldSystem(entity: Entity, element = <EntityLlmOverview />) {
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [catalogApiRef, catalogApi],
        [llmApiRef, asRendered],
      ]}
    >
      <EntityProvider entity={entity}>{element}</EntityProvider>
    </TestApiProvider>,
    {
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
}

function newSystem(entity: Entity) {
  return renderTestApp({
    features: [newPlugin],
    extensions: [createTestEntityPage({ entity })],
    // The page of tests shows all tabs at once; here it is about the cards.
    config: {
      app: {
        baseUrl: 'http://localhost:3000',
        extensions: [{ 'entity-content:llm/usage': false }],
      },
      backend: { baseUrl: 'http://localhost:7007' },
    },
    apis: [
      [catalogApiRef, catalogApi],
      [llmApiRef, asRendered],
    ],
  });
}

describe('both frontend systems', () => {
  it('are the same plugin', () => {
    expect(newPlugin.pluginId).toBe(llmPlugin.getId());
  });

  it.each([
    'model:default/llama-3-1-70b',
    'model:default/qwen3-8b',
    'model:customs/tariff-classifier',
    'gpupool:default/mixed-ber',
    'component:default/support-bot',
    'system:default/assistants',
    'group:default/ml-platform',
  ])('offer the same cards in the same order for %s', async ref => {
    const entity = demoEntity(ref);
    await oldSystem(entity);
    const old = await settledNames(entity);
    cleanup();

    newSystem(entity);
    expect(await settledNames(entity)).toEqual(old);
    expect(old.length).toBeGreaterThan(0);
    expect(old).not.toContain('');
  });

  it.each(strangers.map(entity => [entity.kind, entity] as const))(
    'leave a %s of somebody else alone',
    async (_kind, entity) => {
      expect(hasLlmCards(entity)).toBe(false);
      await oldSystem(entity);
      expect(names()).toEqual([]);
      cleanup();

      newSystem(entity);
      expect(await screen.findByTestId('empty-entity-page')).toBeVisible();
    },
  );

  it('show the same tab of usage', async () => {
    const entity = demoEntity('model:default/qwen3-8b');
    await oldSystem(entity, <EntityLlmUsageContent />);
    await screen.findByRole('table', { name: /^Usage of Qwen3 8B by/ });
    const old = names();
    expect(old).toHaveLength(4);
    cleanup();

    const content = createExtensionTester(usageContent);
    await oldSystem(entity, content.reactElement());
    await screen.findByRole('table', { name: /^Usage of Qwen3 8B by/ });
    expect(names()).toEqual(old);

    const matches = content.get(
      EntityContentBlueprint.dataRefs.filterFunction,
    )!;
    const having = [...demoEntities, ...strangers].filter(hasLlmUsage);
    expect([...demoEntities, ...strangers].filter(matches)).toEqual(having);
    expect(new Set(having.map(({ kind }) => kind))).toEqual(
      new Set(['Model', 'Component', 'System', 'Group']),
    );
  });

  it('show the same widget on a home page', async () => {
    const asReader = (element: JSX.Element) =>
      renderInTestApp(
        <TestApiProvider
          apis={[
            [llmApiRef, asRendered],
            [
              identityApiRef,
              mockApis.identity({
                ownershipEntityRefs: ['group:default/assistants'],
              }),
            ],
          ]}
        >
          {element}
        </TestApiProvider>,
        {
          mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
        },
      );
    const items = async () =>
      within(
        await screen.findByRole('list', {
          name: 'Models that assistants used',
        }),
      )
        .getAllByRole('listitem')
        .map(item => item.textContent);
    await asReader(<LlmHomeUsage />);
    const old = await items();
    expect(screen.getByText('Models my team uses')).toBeVisible();
    cleanup();

    const { component, title } = createExtensionTester(homeUsageWidget).get(
      HomePageWidgetBlueprint.dataRefs.widget,
    );
    expect(title).toBe('Models my team uses');
    await asReader(component);
    expect(await items()).toEqual(old);
  });

  it('offer the same tabs on the fleet page', async () => {
    const tabs = async () => {
      await screen.findByRole('tab', { name: 'Changes (1 open)' });
      await screen.findByRole('link', { name: demoChange.title });
      return screen.getAllByRole('tab').map(tab => tab.textContent);
    };
    const llmApi = {
      listSources: async () => [],
      // Nobody of the catalog: the new system has no page for them here.
      listChanges: async () => [{ ...demoChange, proposedBy: { name: 'Jo' } }],
    };
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [catalogApiRef, catalogApi],
          [permissionApiRef, mockApis.permission()],
          [llmApiRef, llmApi],
        ]}
      >
        <Routes>
          <Route path="/llm" element={<LlmFleetPage />} />
        </Routes>
      </TestApiProvider>,
      {
        routeEntries: ['/llm?tab=changes'],
        mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      },
    );
    const old = await tabs();
    cleanup();

    renderTestApp({
      features: [newPlugin],
      initialRouteEntries: ['/llm?tab=changes'],
      apis: [
        [catalogApiRef, catalogApi],
        [permissionApiRef, mockApis.permission()],
        [llmApiRef, llmApi],
      ],
    });
    expect(await tabs()).toEqual(old);
    expect(old).toHaveLength(4);
  });

  it('have one card for each item of the list, with its filter and type', () => {
    expect(entityCards).toHaveLength(llmCards.length);
    const inOrder = [...llmCards].sort((a, b) => a.order - b.order);
    for (const [index, { id, type }] of inOrder.entries()) {
      const tester = createExtensionTester(entityCards[index]);
      expect(tester.get(EntityCardBlueprint.dataRefs.type)).toBe(type);
      const matches = tester.get(EntityCardBlueprint.dataRefs.filterFunction)!;
      for (const entity of [...demoEntities, ...strangers]) {
        expect(matches(entity)).toBe(
          cardsFor(entity).some(item => item.id === id),
        );
      }
    }
  });

  it('have one form field for each item of the list, with its code and validation', async () => {
    let old: FieldExtensionOptions[] = [];
    function Forms() {
      old = useCustomFieldExtensions(llmFieldExtensions);
      return null;
    }
    await renderInTestApp(<Forms />);
    const added = await Promise.all(
      formFieldExtensions.map(extension =>
        createExtensionTester(extension).get(
          FormFieldBlueprint.dataRefs.formFieldLoader,
        )(),
      ),
    );

    expect(llmFields.length).toBeGreaterThan(0);
    expect(old).toHaveLength(llmFields.length);
    for (const [index, { name, validation }] of llmFields.entries()) {
      expect(old[index]).toEqual({
        name,
        validation,
        component: expect.any(Function),
      });
      expect(added[index]).toMatchObject(old[index]);
    }
  });
});

describe('EntityLlmCard', () => {
  it('shows the card of its id', async () => {
    await oldSystem(
      demoEntity('model:default/qwen3-8b'),
      <EntityLlmCard id="model-lineage" />,
    );
    expect(
      await screen.findByRole('heading', { name: 'Lineage' }),
    ).toBeVisible();
    expect(names()).toEqual(['Lineage']);
  });

  it('names the cards that there are where it knows none of its id', async () => {
    await oldSystem(
      demoEntity('model:default/qwen3-8b'),
      <EntityLlmCard id="model-weather" />,
    );
    expect(
      (
        await screen.findAllByText(
          /There is no card "model-weather"; the cards are .*model-about/,
        )
      )[0],
    ).toBeVisible();
  });
});
