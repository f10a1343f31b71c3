import type { LlmModelInspection } from '@modelyard/plugin-llm-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal } from '../../__testUtils__/changes';
import { formThemes, renderForm } from '../../__testUtils__/renderForm';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

const inspection: LlmModelInspection = {
  version: {
    name: 'bf16-01234567',
    kind: 'weights',
    source: {
      uri: 'hf://acme/tiny',
      revision: COMMIT,
      digest: `sha256:${'9a'.repeat(32)}`,
      license: 'apache-2.0',
    },
    quantization: 'none',
    architecture: {
      weightBytes: 29_540_067_328,
      parameters: { total: 30_500_000_000, active: 3_300_000_000 },
      contextLength: 40_960,
      dtype: 'bf16',
      layers: [
        { count: 48, attention: 'full', heads: 32, kvHeads: 4, headDim: 128 },
      ],
    },
  },
  issues: [],
  weightBytes: 29_540_067_328,
  files: 7,
};

/** As the README of the templates has it. */
const source = {
  title: 'Model to serve',
  type: 'object',
  'ui:field': 'ModelSource',
  properties: {
    uri: { title: 'Model' },
    revision: { title: 'Revision' },
    config: { 'ui:backstage': { review: { show: false } } },
    version: {
      properties: {
        name: { title: 'Version' },
        kind: { 'ui:backstage': { review: { show: false } } },
        quantization: { title: 'Quantisation' },
        source: { 'ui:backstage': { review: { show: false } } },
        architecture: { 'ui:backstage': { review: { show: false } } },
      },
    },
  },
};

const unread =
  'Say which model you mean and press "Read the model". The form goes on when it has been read.';

const address = () =>
  screen.findByRole('textbox', { name: /^Name or address of the model/ });
const button = (name: string) => screen.getByRole('button', { name });
const press = (name: string) => userEvent.click(button(name));

async function open(options: Partial<Parameters<typeof renderForm>[0]> = {}) {
  const inspectModel = jest.fn(
    async (
      _model: unknown,
      _options?: { signal?: AbortSignal },
    ): Promise<LlmModelInspection> => inspection,
  );
  const form = await renderForm({
    properties: { source },
    required: ['source'],
    llmApi: { inspectModel },
    ...options,
  });
  await address();
  return { inspectModel, ...form };
}

async function readModel() {
  await userEvent.type(await address(), 'acme/tiny');
  await waitFor(() => expect(button('Read the model')).toBeEnabled());
  await press('Read the model');
}

/** The value of a fact, as text with single spaces. */
function fact(name: string): string {
  const term = screen.getByText(name, { selector: 'dt' });
  return term.nextElementSibling!.textContent!.replace(/\s+/g, ' ');
}

/** Goes on to the review and starts the template. */
async function create(onCreate: jest.Mock) {
  await press('Review');
  await userEvent.click(await screen.findByRole('button', { name: 'Create' }));
  await waitFor(() => expect(onCreate).toHaveBeenCalledTimes(1));
  return onCreate.mock.calls[0][0].source;
}

async function isStopped(message = unread) {
  await press('Review');
  expect((await screen.findAllByText(new RegExp(message)))[0]).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
}

describe.each(formThemes)('ModelSource in a form of the theme %s', theme => {
  it('has no value while nothing was read, and says what to do', async () => {
    const { inspectModel } = await open({ theme });
    expect(
      screen.getByRole('group', { name: 'Model to serve' }),
    ).toBeInTheDocument();
    expect(button('Read the model')).toBeDisabled();
    await isStopped();
    await userEvent.type(await address(), 'acme/tiny');
    await isStopped();
    expect(inspectModel).not.toHaveBeenCalled();
  });

  it('reads at the press of a button, shows what was read, and gives it to the template', async () => {
    const { inspectModel, onCreate } = await open({ theme });
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Revision' }),
      'v1.0',
    );
    await readModel();
    expect(await screen.findByText('What was read')).toBeVisible();
    expect(inspectModel.mock.calls).toEqual([
      [
        { uri: 'acme/tiny', revision: 'v1.0', config: undefined },
        { signal: expect.any(AbortSignal) },
      ],
    ]);
    expect(screen.getByText('from 7 files')).toBeVisible();
    expect(fact('Parameters')).toBe('30.5B, 3.3B of them work on each token');
    expect(fact('Size of the weights')).toBe('27.5 GiB');
    expect(fact('Context length')).toBe('40,960 tokens');
    expect(fact('Number format')).toBe('not quantised, computes in BF16');
    expect(fact('Layers and attention')).toBe(
      '48 layers, full attention, 32 heads, 4 for keys and values',
    );
    expect(fact('Licence')).toBe('apache-2.0');
    expect(fact('Revision')).toBe(COMMIT);
    expect(fact('Digest of the files')).toMatch(/^sha256:9a9a9a9a9a9a…/);
    expect(screen.getByRole('link', { name: /acme\/tiny/ })).toHaveAttribute(
      'href',
      `https://huggingface.co/acme/tiny/tree/${COMMIT}`,
    );

    await press('Review');
    await screen.findByRole('button', { name: 'Create' });
    const rows = screen.getAllByRole('row').map(row => row.textContent);
    expect(rows).toEqual([
      'Modelhf://acme/tiny',
      'Revisionv1.0',
      'Versionbf16-01234567',
      'Quantisationnone',
    ]);
    await press('Create');
    expect(onCreate).toHaveBeenCalledWith({
      source: {
        uri: 'hf://acme/tiny',
        revision: 'v1.0',
        version: inspection.version,
      },
    });
  });

  it('takes what somebody enters, marks it, and stops at what it cannot take', async () => {
    const { onCreate } = await open({ theme });
    await readModel();
    await screen.findByText('What was read');
    const name = screen.getByRole('textbox', { name: 'Name of the version' });
    await userEvent.clear(name);
    await userEvent.type(name, 'not a label');
    expect(screen.getByText(/^must be at most 63 letters/)).toBeVisible();
    await isStopped();
    await userEvent.clear(name);
    await userEvent.type(name, '2026-05');

    await press('Correct or add');
    const context = screen.getByRole('textbox', {
      name: 'Context length in tokens',
    });
    await userEvent.clear(context);
    await userEvent.type(context, '32768');
    expect(fact('Context length')).toBe('32,768 tokensentered by hand');
    expect(screen.getByText(/Read: 40960\./)).toBeVisible();
    const weights = screen.getByRole('textbox', {
      name: 'Size of the weights',
    });
    await userEvent.clear(weights);
    await userEvent.type(weights, 'plenty');
    expect(screen.getByText(/^is not a size: "plenty"/)).toBeVisible();
    await press('Undo what was entered for: Size of the weights');
    expect(weights).toHaveValue('27.511 GiB');
    await userEvent.click(
      screen.getByRole('button', { name: /Quantisation of the weights/ }),
    );
    await userEvent.click(screen.getByRole('option', { name: 'FP8' }));
    expect(fact('Number format')).toBe('FP8, computes in BF16entered by hand');

    expect(await create(onCreate)).toEqual({
      uri: 'hf://acme/tiny',
      version: {
        ...inspection.version,
        name: '2026-05',
        quantization: 'fp8',
        architecture: {
          ...inspection.version.architecture,
          contextLength: 32_768,
        },
      },
    });
  });
});

describe('ModelSource', () => {
  it('reads at Enter, and does not send the form by it', async () => {
    const { inspectModel } = await open();
    await userEvent.type(await address(), 'acme/tiny{Enter}');
    expect(await screen.findByText('What was read')).toBeVisible();
    expect(inspectModel).toHaveBeenCalledTimes(1);
    expect(screen.queryByText(new RegExp(unread))).toBeNull();
  });

  it('shows that it reads, and can be stopped', async () => {
    const signals: AbortSignal[] = [];
    const inspectModel = jest.fn(
      (_: unknown, options: { signal?: AbortSignal } = {}) => {
        signals.push(options.signal!);
        return new Promise<LlmModelInspection>((_resolve, reject) => {
          options.signal!.addEventListener('abort', () =>
            reject(new DOMException('Aborted', 'AbortError')),
          );
        });
      },
    );
    await open({ llmApi: { inspectModel } });
    await readModel();
    expect(
      within(screen.getByRole('status')).getByText(/^Reading what acme\/tiny/),
    ).toBeVisible();
    expect(button('Read the model')).toBeDisabled();
    await isStopped();
    await press('Stop reading');
    expect(signals[0].aborted).toBe(true);
    expect(screen.queryByText(/^Reading what/)).toBeNull();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(await address()).toHaveValue('acme/tiny');

    // Who types on means another model.
    await press('Read the model');
    await userEvent.type(await address(), '-2');
    expect(signals[1].aborted).toBe(true);
    expect(screen.queryByText(/^Reading what/)).toBeNull();
  });

  it('puts issues beside what they are about', async () => {
    await open({
      llmApi: {
        inspectModel: async () => ({
          ...inspection,
          version: {
            ...inspection.version,
            source: { uri: 'hf://acme/tiny', revision: COMMIT },
          },
          issues: [
            {
              path: 'license',
              code: 'unknown-license',
              message: 'is not stated by the publisher',
              severity: 'warning',
            },
            {
              path: 'uri',
              code: 'renamed',
              message: 'is called acme/small today',
              severity: 'warning',
            },
            {
              path: 'text_config.max_position_embeddings',
              code: 'usual-value',
              message: 'is missing; 2048 is taken',
              severity: 'warning',
            },
            {
              path: 'tokenizer.json',
              code: 'unreadable-file',
              message: 'was left out',
              severity: 'warning',
            },
          ],
        }),
      },
    });
    await readModel();
    await screen.findByText('What was read');
    expect(fact('Licence')).toBe('not knownis not stated by the publisher');
    expect(fact('Context length')).toBe(
      '40,960 tokensis missing; 2048 is taken',
    );
    expect(screen.getByText('is called acme/small today')).toBeVisible();
    expect(screen.getByText(/was left out/)).toHaveTextContent(
      'tokenizer.json was left out',
    );
    expect(fact('Digest of the files')).toBe('not known');
  });

  it('asks for figures that sizing needs and that nobody knows', async () => {
    const { weightBytes, parameters, contextLength, ...rest } =
      inspection.version.architecture!;
    expect([weightBytes, parameters, contextLength]).not.toContain(undefined);
    const { onCreate } = await open({
      llmApi: {
        inspectModel: async () => ({
          ...inspection,
          version: { ...inspection.version, architecture: rest },
        }),
      },
    });
    await readModel();
    await screen.findByText('What was read');
    expect(fact('Parameters')).toBe('not known');
    const enter = async (name: string, text: string) =>
      userEvent.type(screen.getByRole('textbox', { name }), text);
    await enter('Parameters that work on each token', '3.3B');
    expect(
      screen.getByText('means something only together with all parameters'),
    ).toBeVisible();
    await enter('Parameters', '30.5B');
    await enter('Size of the weights', '61 GB');
    await enter('Context length in tokens', '40960');
    expect(screen.getAllByText('entered by hand')).toHaveLength(3);
    expect((await create(onCreate)).version.architecture).toEqual({
      ...rest,
      parameters: { total: 30_500_000_000, active: 3_300_000_000 },
      weightBytes: 61_000_000_000,
      contextLength: 40_960,
    });
  });

  it('says why it was not read, keeps what was typed, and tries again', async () => {
    const why =
      'acme/tiny is gated: it needs llm.hub.token, of an account that has been given access to it';
    const inspectModel = jest
      .fn()
      .mockRejectedValueOnce(refusal(403, 'NotAllowedError', why))
      .mockResolvedValue(inspection);
    await open({ llmApi: { inspectModel } });
    await readModel();
    expect(await screen.findByRole('alert')).toHaveTextContent(why);
    expect(await address()).toHaveValue('acme/tiny');
    await isStopped();
    await press('Read the model');
    expect(await screen.findByText('What was read')).toBeVisible();
    expect(screen.queryByText(why)).toBeNull();
  });

  it('has no value any more when the source was changed, and again when it is as before', async () => {
    const { inspectModel, onCreate } = await open();
    await readModel();
    await screen.findByText('What was read');
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Name of the version' }),
      '-x',
    );
    await userEvent.type(await address(), '-2');
    expect(
      screen.getByText(
        'You have changed the source. Read the model again to go on.',
      ),
    ).toBeVisible();
    expect(screen.queryByText('What was read')).toBeNull();
    await isStopped();
    await userEvent.type(await address(), '{Backspace}{Backspace}');
    expect(screen.getByText('What was read')).toBeVisible();
    expect((await create(onCreate)).version.name).toBe('bf16-01234567-x');
    expect(inspectModel).toHaveBeenCalledTimes(1);
  });

  it('reads a pasted configuration, and asks where the files are', async () => {
    const { source: _source, ...version } = inspection.version;
    const inspectModel = jest.fn(async () => ({
      ...inspection,
      version,
      files: 0,
    }));
    const { onCreate } = await open({ llmApi: { inspectModel } });
    await press('Paste a config.json instead');
    const config = screen.getByRole('textbox', {
      name: 'Text of the config.json',
    });
    await userEvent.click(config);
    await userEvent.paste('{"model_type": "llama"}');
    await press('Read the model');
    await screen.findByText('What was read');
    expect(inspectModel).toHaveBeenCalledWith(
      {
        uri: undefined,
        revision: undefined,
        config: '{"model_type": "llama"}',
      },
      expect.anything(),
    );
    expect(
      screen.getByText('must say where the files of the model are'),
    ).toBeVisible();
    await isStopped();
    const where = screen.getByRole('textbox', {
      name: 'Where the files of the model are',
    });
    await userEvent.type(where, 'tiny');
    expect(screen.getByText(/^must be the name of a model/)).toBeVisible();
    await userEvent.clear(where);
    await userEvent.type(where, 's3://models/tiny');
    expect(await create(onCreate)).toEqual({
      uri: 's3://models/tiny',
      config: '{"model_type": "llama"}',
      version: { ...version, source: { uri: 's3://models/tiny' } },
    });
  });

  it('goes on with a model that nobody could size only when told to', async () => {
    const { architecture: _architecture, ...version } = inspection.version;
    const { onCreate } = await open({
      llmApi: {
        inspectModel: async () => ({
          version,
          issues: [
            {
              path: 'model_type',
              code: 'unknown-model-type',
              message: 'is "weather", which is not known',
              severity: 'error',
            },
          ],
          files: 3,
        }),
      },
    });
    await readModel();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The portal cannot say on which GPUs this model fits',
    );
    expect(screen.getByText(/which is not known/)).toHaveTextContent(
      'model_type is "weather", which is not known',
    );
    await isStopped();
    await press('Enter what you know by hand');
    expect(screen.getByText('What you enter')).toBeVisible();
    expect((await create(onCreate)).version).toEqual(version);
  });

  it('offers who may not have models read to enter what they know', async () => {
    const { inspectModel, onCreate } = await open({ allowed: false });
    expect(
      await screen.findByText(
        /your account lacks the permission llm\.model\.inspect/,
      ),
    ).toBeVisible();
    await userEvent.type(await address(), 'acme/tiny{Enter}');
    expect(button('Read the model')).toBeDisabled();
    await press('Enter what you know by hand');
    expect(screen.getByText(/^Nobody has read this model/)).toBeVisible();
    expect(fact('Parameters')).toBe('not known');
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Size of the weights' }),
      '15 GiB',
    );
    expect(await create(onCreate)).toEqual({
      uri: 'hf://acme/tiny',
      version: {
        name: 'v1',
        kind: 'weights',
        source: { uri: 'hf://acme/tiny' },
        architecture: { weightBytes: 15 * 1024 ** 3 },
      },
    });
    expect(inspectModel).not.toHaveBeenCalled();
  });

  it('shows what the form holds already, and asks nobody', async () => {
    const held = { uri: 'hf://acme/tiny', version: inspection.version };
    const { inspectModel, onCreate } = await open({
      formData: { source: JSON.parse(JSON.stringify(held)) },
    });
    expect(screen.getByText('What is known of the model')).toBeVisible();
    expect(await address()).toHaveValue('hf://acme/tiny');
    expect(fact('Context length')).toBe('40,960 tokens');
    expect(await create(onCreate)).toEqual(held);
    expect(inspectModel).not.toHaveBeenCalled();
  });

  it('reads by itself what was only named', async () => {
    const { inspectModel, onCreate } = await open({
      formData: { source: { uri: 'acme/tiny', version: { name: 7 } } },
    });
    expect(await screen.findByText('What was read')).toBeVisible();
    expect(inspectModel).toHaveBeenCalledTimes(1);
    expect((await create(onCreate)).version).toEqual(inspection.version);
  });

  it('takes nothing for a model that cannot be shown as one', async () => {
    const { inspectModel } = await open({
      formData: {
        source: {
          version: {
            ...JSON.parse(JSON.stringify(inspection.version)),
            architecture: { layers: 'many' },
          },
        },
      },
    });
    expect(screen.queryByText('What is known of the model')).toBeNull();
    await isStopped();
    expect(inspectModel).not.toHaveBeenCalled();
  });

  it('keeps what was entered when the same model is read once more', async () => {
    const { inspectModel, onCreate } = await open();
    await readModel();
    await screen.findByText('What was read');
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Name of the version' }),
      '-x',
    );
    await press('Read it again');
    await waitFor(() => expect(inspectModel).toHaveBeenCalledTimes(2));
    expect((await create(onCreate)).version.name).toBe('bf16-01234567-x');
  });

  it('comes back from the review with what was read', async () => {
    const { inspectModel } = await open();
    await readModel();
    await screen.findByText('What was read');
    await press('Review');
    await userEvent.click(await screen.findByRole('button', { name: 'Back' }));
    expect(await screen.findByText('What is known of the model')).toBeVisible();
    expect(inspectModel).toHaveBeenCalledTimes(1);
  });

  it('may be left empty where the template says so', async () => {
    const { onCreate } = await open({
      required: [],
      properties: {
        source: { ...source, 'ui:options': { optional: true } },
      },
    });
    await press('Review');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    expect(onCreate).toHaveBeenCalledTimes(1);
  });
});
