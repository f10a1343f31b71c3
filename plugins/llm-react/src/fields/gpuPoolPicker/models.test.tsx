import type { Entity } from '@backstage/catalog-model';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { modelEntity } from '../../__testUtils__/entities';
import { exampleModels, examplePools } from '../../__testUtils__/examplePlaces';
import {
  figure,
  openPicker,
  qwen,
  radio,
  rowOf,
  submitted,
} from '../../__testUtils__/pickerForm';

describe('a model', () => {
  const version = {
    name: 'v1',
    kind: 'weights',
    source: { uri: 'hf://acme/tiny' },
    quantization: 'none',
    architecture: {
      parameters: { total: '8.2B', active: '8.2B' },
      hiddenSize: 4096,
      vocabSize: 151936,
      contextLength: 40960,
      dtype: 'bf16',
      layers: [
        { count: 36, attention: 'full', heads: 32, kvHeads: 8, headDim: 128 },
      ],
    },
  };

  it('may be new, with what the form says of it', async () => {
    const { onCreate } = await openPicker({
      source: { uri: 'hf://acme/tiny', version },
      task: 'embedding',
      dataClasses: ['internal'],
      dataClass: 'internal',
    });
    expect(await radio(/^Mixed Berlin, whole: Fits/)).toBeEnabled();
    expect(await figure('Typical answer')).toHaveValue('0');
    await userEvent.click(await radio(/^Mixed Berlin, whole: Fits/));
    expect(await submitted(onCreate)).toMatchObject({ version: 'v1' });
  });

  it('that is new goes nowhere with data that nobody permitted', async () => {
    await openPicker({
      source: { uri: 'hf://acme/tiny', version },
      dataClass: 'internal',
    });
    expect(
      await radio(/^Mixed Berlin, whole: Not decided by policy/),
    ).toBeDisabled();
    expect(
      (await rowOf(/^Mixed Berlin, whole/)).getByText(
        'It cannot be chosen: policy does not say that it is allowed.',
      ),
    ).toBeInTheDocument();
  });

  it('that is served begins with where that is, and in which version', async () => {
    const { onCreate } = await openPicker({ model: qwen, deployment: 'prod' });
    expect(await radio(/^H100 Frankfurt, whole/)).toBeChecked();
    expect(screen.getByRole('button', { name: /Version/ })).toHaveTextContent(
      '2025-04-fp8',
    );
    expect(await submitted(onCreate)).toMatchObject({
      version: '2025-04-fp8',
      pool: 'gpupool:default/h100-fra',
      devices: 'whole',
      workload: { answerTokens: 400 },
    });
  });

  it('keeps no answer that was about another deployment', async () => {
    const about = {
      version: '2025-04-bf16',
      pool: 'gpupool:default/h100-fra',
      devices: 'whole',
      workload: {
        promptTokens: 1,
        answerTokens: 1,
        concurrentRequests: 1,
        longestContext: 2,
      },
    };
    await openPicker({
      model: qwen,
      deployment: 'prod',
      place: { ...about, deployment: 'prod' },
    });
    expect(await figure('Typical prompt')).toHaveValue('1');
    cleanup();
    await openPicker({
      model: qwen,
      deployment: 'staging',
      place: { ...about, deployment: 'prod' },
    });
    expect(await figure('Typical prompt')).not.toHaveValue('1');
    expect(await radio(/^H100 Frankfurt, whole/)).not.toBeChecked();
  });

  it('may get a further version', async () => {
    await openPicker({
      model: qwen,
      source: { uri: 'hf://acme/tiny', version: { ...version, name: 'v9' } },
    });
    await radio(/^Mixed Berlin, whole: Fits/);
    expect(screen.getByRole('button', { name: /Version/ })).toHaveTextContent(
      'v9',
    );
  });

  it('that runs already begins with what is served where it is', async () => {
    const { onCreate } = await openPicker({
      model: 'model:default/qwen3-32b',
      deployment: 'staging',
    });
    expect(await radio(/^Mixed Berlin, whole: Fits/)).toBeChecked();
    expect(screen.getByRole('button', { name: /Version/ })).toHaveTextContent(
      '2025-04-bf16',
    );
    expect(await submitted(onCreate)).toMatchObject({
      version: '2025-04-bf16',
      pool: 'gpupool:default/mixed-ber',
      devices: 'whole',
    });
  });

  it('may be one of which too little is known', async () => {
    const vague: Entity = modelEntity({ name: 'vague' });
    const { onCreate } = await openPicker(
      { model: 'model:default/vague' },
      { catalogApi: catalogApiMock({ entities: [vague, ...examplePools] }) },
    );
    const name = /^H100 Frankfurt, whole: Unknown/;
    const row = await rowOf(name);
    expect(
      row.getByText(/the architecture of 2026-05 is not known/),
    ).toBeInTheDocument();
    expect(
      row.getByText(/You may choose it; a reviewer should look at it/),
    ).toBeInTheDocument();
    await userEvent.click(await radio(name));
    expect(await submitted(onCreate)).toMatchObject({ devices: 'whole' });
  });

  it.each([
    ['gpt-4-1', /^GPT-4.1 \(Azure\) is served by a provider/],
    ['support-tone', /are adapters\. An adapter runs with its base model/],
    ['nothing', /^The catalog does not show you model:default\/nothing/],
  ])('may have no place on GPUs: %s', async (name, message) => {
    await openPicker({ model: `model:default/${name}` });
    expect(await screen.findByText(message)).toBeInTheDocument();
    expect(screen.queryByRole('radio')).not.toBeInTheDocument();
  });

  it('may be one that no engine serves', async () => {
    await openPicker(
      { model: 'model:default/painter' },
      {
        catalogApi: catalogApiMock({
          entities: [
            modelEntity({ name: 'painter', spec: { type: 'image' } }),
            ...examplePools,
          ],
        }),
      },
    );
    expect(
      await screen.findByText(
        'painter cannot be placed: no engine that is known here serves models of the type Image.',
      ),
    ).toBeInTheDocument();
  });
});

describe('the catalog', () => {
  it('may fail, and be asked again', async () => {
    const catalogApi = catalogApiMock({
      entities: [...exampleModels, ...examplePools],
    });
    jest
      .spyOn(catalogApi, 'queryEntities')
      .mockRejectedValueOnce(new Error('no such host'));
    await openPicker({ model: qwen }, { catalogApi });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Try again' }),
    );
    expect(await radio(/^H100 Frankfurt, whole: Fits/)).toBeInTheDocument();
  });

  it('may show no pool', async () => {
    await openPicker(
      { model: qwen },
      { catalogApi: catalogApiMock({ entities: exampleModels }) },
    );
    expect(
      await screen.findByText('The catalog shows you no GPU pool.'),
    ).toBeInTheDocument();
  });

  it('may show very many', async () => {
    const [pool] = examplePools.filter(
      ({ metadata }) => metadata.name === 'h100-fra',
    );
    const many = Array.from({ length: 30 }, (_, index) => ({
      ...pool,
      metadata: { ...pool.metadata, name: `p${index}`, title: `Hall ${index}` },
    }));
    await openPicker(
      { model: qwen },
      { catalogApi: catalogApiMock({ entities: [...exampleModels, ...many] }) },
    );
    expect(await screen.findAllByRole('radio')).toHaveLength(8);
    await userEvent.click(
      screen.getByRole('button', {
        name: 'Show 20 more of 22 further device groups',
      }),
    );
    expect(screen.getAllByRole('radio')).toHaveLength(28);
    await userEvent.click(await radio(/^Hall 3, whole/));

    const filter = screen.getByRole('searchbox', { name: 'Find a place' });
    await userEvent.type(filter, 'hall 29');
    // What is chosen stays in sight.
    expect(
      screen
        .getAllByRole('radio')
        .map(found => found.getAttribute('aria-label')),
    ).toEqual(['Hall 29, whole: Fits', 'Hall 3, whole: Fits']);
    await userEvent.clear(filter);
    await userEvent.type(filter, 'nowhere');
    expect(screen.getByText('No place matches “nowhere”.')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all places' }),
    );
    expect(screen.getAllByRole('radio')).toHaveLength(28);
  });
});
