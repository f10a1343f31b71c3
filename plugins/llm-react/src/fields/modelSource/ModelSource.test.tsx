import type { LlmModelInspection } from '@modelyard/plugin-llm-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal } from '../../__testUtils__/changes';
import {
  COMMIT,
  inspection,
  unread,
  address,
  button,
  press,
  openModelSource,
  readModel,
  fact,
  create,
  isStopped,
} from '../../__testUtils__/modelSourceForm';
import { formThemes } from '../../__testUtils__/renderForm';

describe.each(formThemes)('ModelSource in a form of the theme %s', theme => {
  it('has no value while nothing was read, and says what to do', async () => {
    const { inspectModel } = await openModelSource({ theme });
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
    const { inspectModel, onCreate } = await openModelSource({ theme });
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
    const { onCreate } = await openModelSource({ theme });
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
    // What can be taken is shown all the same.
    expect(fact('Context length')).toBe('32,768 tokensentered by hand');
    expect(fact('Size of the weights')).toBe('27.5 GiB');
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
    const { inspectModel } = await openModelSource();
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
    await openModelSource({ llmApi: { inspectModel } });
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
    await openModelSource({
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
    const { onCreate } = await openModelSource({
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
    await enter('Active parameters', '3.3B');
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
    await openModelSource({ llmApi: { inspectModel } });
    await readModel();
    expect(await screen.findByRole('alert')).toHaveTextContent(why);
    expect(await address()).toHaveValue('acme/tiny');
    await isStopped();
    await press('Read the model');
    expect(await screen.findByText('What was read')).toBeVisible();
    expect(screen.queryByText(why)).toBeNull();
  });

  it('has no value any more when the source was changed, and again when it is as before', async () => {
    const { inspectModel, onCreate } = await openModelSource();
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
    const { onCreate } = await openModelSource({ llmApi: { inspectModel } });
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
      screen.getByText(
        'must be given: the catalog takes no weights without it',
      ),
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
});
