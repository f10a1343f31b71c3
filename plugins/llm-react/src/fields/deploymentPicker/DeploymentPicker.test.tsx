import { useState } from 'react';
import { translationApiRef } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import type {
  LlmDrift,
  ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { modelEntity } from '../../__testUtils__/entities';
import { llmApiRef } from '../../api';
import type { LlmFieldProps } from '../LlmFieldItem';
import { DeploymentPicker } from './DeploymentPicker';
import { validateDeployment } from './validateDeployment';

const GITOPS = {
  'backstage.io/managed-by-location':
    'modelyard-gitops:models/nova/catalog-info.yaml',
};
const nova = modelEntity({
  name: 'nova',
  namespace: 'berlin',
  title: 'Nova',
  annotations: GITOPS,
  spec: {
    deployments: [
      {
        name: 'prod',
        version: '2026-05',
        environment: 'production',
        on: { pool: 'gpupool:gpu/h100', devices: 'whole' },
        servedModelName: 'nova',
        intent: 'models/berlin_nova/prod/intent.yaml',
      },
      {
        name: 'trial',
        version: '2026-05',
        environment: 'staging',
        on: { pool: 'gpupool:default/l4', devices: 'turns' },
      },
      {
        name: 'tone',
        version: '2026-05',
        environment: 'production',
        on: { base: { model: 'model:default/base', deployment: 'main' } },
      },
    ],
  },
});
const elsewhere = modelEntity({
  name: 'else',
  title: 'Elsewhere',
  annotations: { 'backstage.io/managed-by-location': 'url:https://x.example' },
});
const empty = modelEntity({
  name: 'empty',
  title: 'Empty',
  annotations: GITOPS,
});
const uiSchema = { 'ui:options': { model: 'of.model' } };

const drift: LlmDrift = {
  folder: 'models/berlin_nova/prod',
  entityRef: 'model:berlin/nova',
  deployment: 'prod',
  state: 'edited',
  files: [
    {
      path: 'models/berlin_nova/prod/base/a.yaml',
      type: 'changed',
      rendered: 'cpu: 4\n',
      committed: 'cpu: 9\n',
    },
    { path: 'models/berlin_nova/prod/base/b.yaml', type: 'missing' },
  ],
};

async function show(options: {
  model?: string;
  value?: unknown;
  entities?: ModelEntityV1alpha1[];
  listDrift?: () => Promise<LlmDrift[]>;
}) {
  const { model, entities = [nova, elsewhere, empty] } = options;
  const onChange = jest.fn();
  const listDrift = jest.fn(options.listDrift ?? (async () => []));
  function Form() {
    const [value, setValue] = useState(options.value);
    const props = {
      formData: value,
      formContext: { formData: { of: { model } } },
      onChange: (next: unknown) => {
        onChange(next);
        setValue(next);
      },
      schema: { title: 'Deployment', description: 'The place.' },
      uiSchema,
      idSchema: { $id: 'root_deployment' },
      required: true,
    };
    return <DeploymentPicker {...(props as unknown as LlmFieldProps)} />;
  }
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [catalogApiRef, catalogApiMock({ entities })],
        [llmApiRef, { listDrift }],
      ]}
    >
      <Form />
    </TestApiProvider>,
  );
  return { onChange, listDrift };
}

describe('DeploymentPicker', () => {
  it('lists the deployments of the model with what tells them apart', async () => {
    const { onChange, listDrift } = await show({ model: 'model:berlin/nova' });
    const prod = await screen.findByRole('radio', {
      name: 'prod, production, version 2026-05, on gpu/h100, whole',
    });
    expect(prod).not.toBeChecked();
    expect(screen.getByText('served as nova')).toBeVisible();
    expect(
      screen.getByRole('radio', { name: /^trial, staging/ }),
    ).toHaveAccessibleDescription(/No template has made it/);
    const tone = screen.getByRole('radio', { name: /^tone/ });
    expect(tone).toBeDisabled();
    expect(tone).toHaveAccessibleDescription(
      'It has no manifests of its own: change the deployment of base that serves it.',
    );
    await userEvent.click(prod);
    expect(onChange.mock.calls).toEqual([['prod']]);
    expect(prod).toBeChecked();
    expect(listDrift).toHaveBeenCalledWith(
      { model: 'model:berlin/nova' },
      expect.anything(),
    );
  });

  it('shows what somebody has edited, before a form goes on', async () => {
    await show({
      model: 'berlin/nova',
      value: 'prod',
      listDrift: async () => [drift],
    });
    expect(
      await screen.findByText('Somebody has edited 2 manifests of prod'),
    ).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show what was edited' }),
    );
    const file = await screen.findByRole('region', {
      name: 'models/berlin_nova/prod/base/a.yaml',
    });
    expect(within(file).getByText('cpu: 9')).toBeVisible();
    expect(within(file).getByText('cpu: 4')).toBeVisible();
    expect(
      screen.getByText(/b\.yaml: nobody can say any more how it was rendered/),
    ).toBeVisible();
  });

  it.each([
    [
      [{ ...drift, state: 'outdated', message: 'the target has moved' }],
      'The manifests of prod are out of date: the target has moved.',
    ],
    [
      [{ ...drift, state: 'unknown', message: 'there is no target' }],
      'Nobody can say whether the manifests of prod are as they were rendered: there is no target.',
    ],
  ] as Array<[LlmDrift[], string]>)(
    'says what else is known of them',
    async (drifts, text) => {
      await show({
        model: 'model:berlin/nova',
        value: 'prod',
        listDrift: async () => drifts,
      });
      expect(await screen.findByText(text)).toBeVisible();
    },
  );

  it('goes on where that is not known, and says so', async () => {
    await show({
      model: 'model:berlin/nova',
      value: 'prod',
      listDrift: async () => {
        throw new Error('503');
      },
    });
    expect(
      await screen.findByText(
        'Whether somebody has edited the manifests is not known: 503',
      ),
    ).toBeVisible();
    expect(screen.getByRole('radio', { name: /^prod/ })).toBeChecked();
  });

  it.each([
    [undefined, undefined, 'Choose a model first'],
    [
      'model:default/hidden',
      undefined,
      'does not show you model:default/hidden',
    ],
    ['model:default/empty', undefined, 'Nothing serves Empty yet'],
    [
      'model:default/else',
      undefined,
      'Elsewhere does not come from the GitOps repository, but from url:https://x.example.',
    ],
    ['model:berlin/nova', 'gone', 'Nova has no deployment gone.'],
  ])(
    'of the model %s with the value %s says why not',
    async (model, value, text) => {
      await show({ model, value });
      expect(await screen.findByText(text, { exact: false })).toBeVisible();
    },
  );

  it.each([
    [undefined, 'prod', /Choose a model first/],
    ['model:berlin/nova', undefined, /Choose a deployment/],
    ['model:berlin/nova', 'gone', /has no deployment gone/],
    ['model:berlin/nova', 'tone', /no manifests of its own/],
    ['model:default/else', 'prod', /does not come from the GitOps/],
    ['model:default/hidden', 'prod', /does not show you/],
    ['model:berlin/nova', 'prod', /^$/],
  ])(
    'lets a form with %s and %s go on, or says why not',
    async (model, value, problem) => {
      const apis = new Map<unknown, unknown>([
        [catalogApiRef.id, catalogApiMock({ entities: [nova, elsewhere] })],
        [translationApiRef.id, mockApis.translation()],
      ]);
      const addError = jest.fn();
      await validateDeployment(
        value,
        { addError } as unknown as Parameters<typeof validateDeployment>[1],
        {
          apiHolder: { get: (ref: { id: string }) => apis.get(ref.id) },
          formData: { of: { model } },
          uiSchema,
        } as unknown as Parameters<typeof validateDeployment>[2],
      );
      expect(addError.mock.calls.flat().join()).toMatch(problem);
    },
  );
});
