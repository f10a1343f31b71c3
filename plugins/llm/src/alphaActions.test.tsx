import {
  createExtensionTester,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import {
  EntityContextMenuItemBlueprint,
  EntityIconLinkBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { demoEntities, demoEntity } from '../dev/demo';
import { pageWith } from './__testUtils__/pageWith';
import { llmPlugin } from './alpha';

const catalogApi = catalogApiMock({ entities: demoEntities });
const menuItem = llmPlugin.getExtension(
  'entity-context-menu-item:llm/use-model',
);
const compareLink = llmPlugin.getExtension('entity-icon-link:llm/compare');

describe('the actions of an entity', () => {
  function renderFor(ref: string) {
    const { useProps } = createExtensionTester(menuItem).get(
      EntityContextMenuItemBlueprint.dataRefs.data,
    );
    const useLink = createExtensionTester(compareLink).get(
      EntityIconLinkBlueprint.dataRefs.useProps,
    );
    const Probe = () => {
      const { title, disabled, ...item } = useProps();
      const link = useLink();
      return (
        <>
          <button type="button" disabled={disabled} onClick={item.onClick}>
            {title}
          </button>
          <a href={link.href}>{link.label}</a>
        </>
      );
    };
    renderTestApp({
      features: [
        llmPlugin,
        pageWith(
          <EntityProvider entity={demoEntity(ref)}>
            <Probe />
          </EntityProvider>,
        ),
      ],
      apis: [[catalogApiRef, catalogApi]],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    });
  }

  it('opens the dialog that tells how to use a model', async () => {
    renderFor('model:default/qwen3-8b');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Use this model' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/- model:default\/qwen3-8b/)).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('compares a model with those of its task, and a pool with pools', async () => {
    renderFor('model:default/bge-m3');
    expect(
      await screen.findByRole('link', { name: 'Compare in the fleet' }),
    ).toHaveAttribute('href', '/llm?task=embedding');
  });

  it('compares a pool with other pools', async () => {
    renderFor('gpupool:default/mixed-ber');
    expect(
      await screen.findByRole('link', { name: 'Compare in the fleet' }),
    ).toHaveAttribute('href', '/llm?tab=pools');
    expect(
      screen.getByRole('button', { name: 'Use this model' }),
    ).toBeDisabled();
  });

  describe('that lead to templates', () => {
    const route = llmPlugin.externalRoutes.template;
    const itemIds = [
      'entity-context-menu-item:llm/use-model',
      'entity-context-menu-item:llm/serve-model',
      'entity-context-menu-item:llm/change-deployment',
      'entity-context-menu-item:llm/expose-model',
      'entity-context-menu-item:llm/serve-here',
      'entity-context-menu-item:llm/use-a-model',
    ] as const;

    /** Names and addresses of the menu of an entity; without an address where an item is disabled. */
    async function menuOf(ref: string, templates: string[]) {
      const entity = demoEntity(ref);
      const items = itemIds
        .map(id => createExtensionTester(llmPlugin.getExtension(id)))
        .filter(item =>
          item.get(EntityContextMenuItemBlueprint.dataRefs.filterFunction)!(
            entity,
          ),
        )
        .map(
          item =>
            item.get(EntityContextMenuItemBlueprint.dataRefs.data).useProps,
        );
      const Item = (props: { useProps: (typeof items)[number] }) => {
        const item = props.useProps();
        return (
          <li>
            {'href' in item ? (
              <a href={item.href}>{item.title}</a>
            ) : (
              <button type="button" disabled={item.disabled}>
                {item.title}
              </button>
            )}
          </li>
        );
      };
      renderTestApp({
        features: [
          llmPlugin,
          pageWith(
            <EntityProvider entity={entity}>
              <ul aria-label="menu">
                {items.map((useProps, index) => (
                  <Item key={itemIds[index]} useProps={useProps} />
                ))}
              </ul>
            </EntityProvider>,
          ),
        ],
        apis: [
          [
            catalogApiRef,
            catalogApiMock({
              entities: templates.map(name => ({
                apiVersion: 'scaffolder.backstage.io/v1beta3',
                kind: 'Template',
                metadata: { name, namespace: 'default' },
              })),
            }),
          ],
        ],
        mountedRoutes: { '/create/:namespace/:templateName': route },
      });
      const menu = within(await screen.findByRole('list', { name: 'menu' }));
      if (templates.length > 0) {
        await menu.findAllByRole('link');
      }
      return menu.getAllByRole('listitem').map(item => {
        const link = item.querySelector('a');
        const address = link && new URL(link.href);
        return [
          item.textContent,
          address?.pathname,
          JSON.parse(address?.searchParams.get('formData') ?? 'null'),
        ];
      });
    }

    const all = [
      'use-model',
      'serve-model',
      'change-deployment',
      'expose-model',
    ];

    it('fill in the model, and the deployment where there is one', async () => {
      const model = 'model:default/gpt-4-1';
      const [{ name: deployment }, ...others] = demoEntity(model).spec!
        .deployments as Array<{ name: string }>;
      expect(others).toEqual([]);
      expect(await menuOf(model, all)).toEqual([
        ['Use this model', '/create/default/use-model', { model }],
        ['Serve this model', '/create/default/serve-model', { model }],
        [
          'Change deployment',
          '/create/default/change-deployment',
          { model, deployment },
        ],
        ['Expose', '/create/default/expose-model', { model, deployment }],
      ]);
    });

    it('fill in the pool, and the component', async () => {
      expect(await menuOf('gpupool:default/mixed-ber', all)).toEqual([
        [
          'Serve a model here',
          '/create/default/serve-model',
          { place: { pool: 'gpupool:default/mixed-ber' } },
        ],
      ]);
      cleanup();
      expect(await menuOf('component:default/support-bot', all)).toEqual([
        [
          'Use a model',
          '/create/default/use-model',
          { component: 'component:default/support-bot' },
        ],
      ]);
    });

    it('are disabled where the portal has no such template', async () => {
      expect(await menuOf('model:default/gpt-4-1', [])).toEqual(
        [
          'Use this model',
          'Serve this model',
          'Change deployment',
          'Expose',
        ].map(name => [name, undefined, null]),
      );
      expect(
        screen
          .getAllByRole('button', { name: /Serve this|Change|Expose/ })
          .every(button => (button as HTMLButtonElement).disabled),
      ).toBe(true);
    });
  });

  it('are offered on the kinds that they are for', () => {
    const offersUse = createExtensionTester(menuItem).get(
      EntityContextMenuItemBlueprint.dataRefs.filterFunction,
    )!;
    const offersCompare = createExtensionTester(compareLink).get(
      EntityIconLinkBlueprint.dataRefs.filterFunction,
    )!;
    for (const entity of demoEntities) {
      expect(offersUse(entity)).toBe(entity.kind === 'Model');
      expect(offersCompare(entity)).toBe(
        ['Model', 'GpuPool'].includes(entity.kind),
      );
    }
    expect(
      offersUse({ ...demoEntities[0], kind: 'Model', apiVersion: 'other/v1' }),
    ).toBe(false);
  });
});
