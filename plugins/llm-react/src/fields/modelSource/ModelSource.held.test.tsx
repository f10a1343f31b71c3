import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  inspection,
  source,
  address,
  button,
  press,
  openModelSource,
  readModel,
  fact,
  create,
  isStopped,
} from '../../__testUtils__/modelSourceForm';

describe('ModelSource, where nobody reads', () => {
  it('goes on with a model that nobody could size only when told to', async () => {
    const { architecture: _architecture, ...version } = inspection.version;
    const { onCreate } = await openModelSource({
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
    const { inspectModel, onCreate } = await openModelSource({
      allowed: false,
    });
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
    const { inspectModel, onCreate } = await openModelSource({
      formData: { source: JSON.parse(JSON.stringify(held)) },
    });
    expect(screen.getByText('What is known of the model')).toBeVisible();
    expect(await address()).toHaveValue('hf://acme/tiny');
    expect(fact('Context length')).toBe('40,960 tokens');
    expect(await create(onCreate)).toEqual(held);
    expect(inspectModel).not.toHaveBeenCalled();
  });

  it('reads by itself what was only named', async () => {
    const { inspectModel, onCreate } = await openModelSource({
      formData: { source: { uri: 'acme/tiny', version: { name: 7 } } },
    });
    expect(await screen.findByText('What was read')).toBeVisible();
    expect(inspectModel).toHaveBeenCalledTimes(1);
    expect((await create(onCreate)).version).toEqual(inspection.version);
  });

  it('takes nothing for a model that cannot be shown as one', async () => {
    const { inspectModel } = await openModelSource({
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
    const { inspectModel, onCreate } = await openModelSource();
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
    const { inspectModel } = await openModelSource();
    await readModel();
    await screen.findByText('What was read');
    await press('Review');
    await userEvent.click(await screen.findByRole('button', { name: 'Back' }));
    expect(await screen.findByText('What is known of the model')).toBeVisible();
    expect(inspectModel).toHaveBeenCalledTimes(1);
  });

  it('may be left empty where the template says so', async () => {
    const { onCreate } = await openModelSource({
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
