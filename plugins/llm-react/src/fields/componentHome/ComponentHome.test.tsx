import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Entity } from '@backstage/catalog-model';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { modelEntity, relationList } from '../../__testUtils__/entities';
import { formThemes, renderForm } from '../../__testUtils__/renderForm';

const component = (options: {
  location?: string;
  relations?: Record<string, string[]>;
}): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'support-bot',
    namespace: 'retail',
    annotations: {
      ...(options.location && {
        'backstage.io/managed-by-location': options.location,
      }),
    },
  },
  spec: { type: 'service' },
  relations: relationList({
    ownedBy: ['group:default/shop'],
    partOf: ['domain:default/x', 'system:retail/shop'],
    ...options.relations,
  }),
});

const model = modelEntity({
  name: 'nova',
  namespace: 'search',
  title: 'Nova',
  spec: {
    governance: {
      permittedUses: ['search'],
      prohibitedUses: ['decisions on people'],
      maxRiskClass: 'limited',
      dataClasses: ['public'],
    },
  },
});

const system = (riskClass: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: {
    name: 'shop',
    namespace: 'retail',
    annotations: {
      'modelyard.dev/ai-risk-class': riskClass,
      'modelyard.dev/intended-use': 'search',
    },
  },
});

const chosen = {
  component: 'component:retail/support-bot',
  model: 'model:search/nova',
};

async function show(
  options: {
    entities?: Entity[];
    formData?: Record<string, never> | object;
    owns?: string[];
    theme?: (typeof formThemes)[number];
  } = {},
) {
  const { entities = [], owns = ['group:default/shop'], theme } = options;
  const run = await renderForm({
    properties: {
      component: { type: 'string' },
      model: { type: 'string' },
      purpose: { type: 'string', title: 'What for' },
      dataClasses: { type: 'array', items: { type: 'string' } },
      home: { type: 'string', 'ui:field': 'ComponentHome' },
    },
    theme,
    formData: (options.formData ?? chosen) as Record<string, string>,
    catalogApi: catalogApiMock({ entities: [model, ...entities] }),
    ownershipEntityRefs: owns,
  });
  const field = within(
    await screen.findByRole('region', { name: 'What will happen' }),
  );
  return { ...run, field };
}

describe('ComponentHome', () => {
  it.each(formThemes)('says in the theme %s that it waits', async theme => {
    const { field } = await show({ formData: {}, theme });
    expect(
      await field.findByText(
        'Choose a component and a model, and this says what will happen.',
      ),
    ).toBeVisible();
  });

  it.each([
    [
      'modelyard-gitops:components/bot/catalog-info.yaml',
      /in the GitOps repository: components\/bot\/catalog-info\.yaml\./,
    ],
    [
      'url:https://github.com/acme/bot/blob/main/catalog-info.yaml',
      /is at github\.com\/acme\/bot\. A pull request will be opened there\./,
    ],
    [
      'url:https://git.elsewhere.example/bot.yaml',
      /cannot change the file of this component\. .* It comes from url:https:\/\/git\.elsewhere\.example\/bot\.yaml\./,
    ],
    ['', /You will be shown the lines to add to it\.$/],
  ])(
    'says before the first step what happens to %j',
    async (location, text) => {
      const { field } = await show({
        entities: [component({ location }), system('limited')],
      });
      expect(await field.findByText(text)).toBeVisible();
      expect(field.queryByRole('note')).not.toBeInTheDocument();
    },
  );

  it('says that nothing will change', async () => {
    const { field } = await show({
      entities: [
        component({ relations: { dependsOn: ['model:search/nova'] } }),
        system('limited'),
      ],
    });
    expect(await field.findByText(/nothing will change/)).toBeVisible();
    expect(field.getByRole('link', { name: /nova/i })).toHaveAttribute(
      'href',
      '/catalog/search/model/nova',
    );
  });

  it('says who may', async () => {
    const { field } = await show({
      entities: [component({}), system('limited')],
      owns: ['group:default/search'],
    });
    expect(
      await field.findByText(/Neither you nor one of your groups owns/),
    ).toBeVisible();
  });

  it('warns and forbids while somebody types', async () => {
    const { field } = await show({
      entities: [component({}), system('high')],
      formData: { ...chosen, dataClasses: ['confidential'] },
    });
    const issues = within(
      await field.findByRole('list', { name: 'What speaks against it' }),
    );
    const notes = () =>
      issues.getAllByRole('note').map(note => note.textContent);
    expect(notes()).toEqual([
      expect.stringMatching(
        /^This will be refused:.*is high, but Nova is for limited risk at most/,
      ),
      expect.stringMatching(
        /^This will be refused: dataClasses holds confidential/,
      ),
    ]);
    await userEvent.type(
      screen.getByLabelText('What for'),
      'decisions on people',
    );
    expect(notes()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^This will be refused: purpose .*prohibited for Nova/,
        ),
      ]),
    );
    await userEvent.clear(screen.getByLabelText('What for'));
    await userEvent.type(screen.getByLabelText('What for'), 'reports');
    expect(notes()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^For a person to look at: purpose .*not among the permitted uses/,
        ),
      ]),
    );
  });

  it('says what it cannot see', async () => {
    const { field } = await show({
      formData: { component: 'component:retail/gone', model: 'search/gone' },
    });
    for (const ref of ['component:retail/gone', 'model:search/gone']) {
      expect(
        await field.findByText(
          `${ref} is not in the catalog, or not visible to you.`,
        ),
      ).toBeVisible();
    }
  });

  it('takes anything that an address may hold', async () => {
    const { field } = await show({
      formData: { component: '/', model: ['x'], dataClasses: 'y' },
    });
    expect(
      await field.findByText(/Choose a component and a model/),
    ).toBeVisible();
  });

  it('adds nothing to what the form sends', async () => {
    const { onCreate } = await show({
      entities: [component({}), system('limited')],
    });
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    expect(onCreate).toHaveBeenCalledWith(
      expect.not.objectContaining({ home: expect.anything() }),
    );
  });
});
