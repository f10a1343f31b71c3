import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { exampleModels } from '../../__testUtils__/examplePlaces';
import {
  openPicker,
  qwen,
  radio,
  refusedBy,
  rowOf,
  singleGpu,
  submitted,
  typeFigure,
} from '../../__testUtils__/pickerForm';

describe('where nothing fits', () => {
  it('offers what does, and takes it over with a click', async () => {
    const { onCreate } = await openPicker(
      { model: 'model:default/llama-3-1-8b' },
      {
        catalogApi: catalogApiMock({
          entities: [...exampleModels, singleGpu('l4-lys')],
        }),
      },
    );
    await typeFigure('At the same time', '2');
    await typeFigure('Longest request', '131072');
    const notice = within(
      (await screen.findByText('Nothing fits as asked')).closest(
        '[role=status]',
      ) as HTMLElement,
    );
    await userEvent.click(
      notice.getByRole('button', {
        name: /^L4 shared Lyon · turns with requests of at most [\d,]+ tokens$/,
      }),
    );
    expect(await radio(/^L4 shared Lyon, turns: Fits/)).toBeChecked();
    expect(screen.queryByText('Nothing fits as asked')).not.toBeInTheDocument();
    const value = await submitted(onCreate);
    expect(value).toMatchObject({ devices: 'turns' });
    expect(value.workload.longestContext).toBeLessThan(131072);
  });

  it('says so where nothing close to it does either', async () => {
    await openPicker({ model: qwen });
    await typeFigure('At the same time', '900000');
    expect(
      await screen.findByText(/^Nothing close to it fits either/),
    ).toBeInTheDocument();
  });

  it('offers another version in its own row', async () => {
    await openPicker(
      {
        model: qwen,
        place: { version: '2025-04-bf16' },
      },
      {
        catalogApi: catalogApiMock({
          entities: [...exampleModels, singleGpu('h100-fra')],
        }),
      },
    );
    const row = await rowOf(/^H100 Frankfurt, whole: Does not fit/);
    await userEvent.click(
      row.getByRole('button', { name: 'Fits with version 2025-04-fp8' }),
    );
    expect(await radio(/^H100 Frankfurt, whole: Fits/)).toBeChecked();
    expect(screen.getByRole('button', { name: /Version/ })).toHaveTextContent(
      '2025-04-fp8',
    );
  });

  it('does not claim to change settings of the engine', async () => {
    await openPicker({ model: qwen });
    await typeFigure('At the same time', '4000');
    const row = await rowOf(/^H100 Frankfurt, whole: Does not fit/);
    expect(
      row.getByText(
        'With other engine settings: would fit on H100 Frankfurt, whole, with its context kept as fp8',
      ),
    ).toBeInTheDocument();
  });
});

describe('an override', () => {
  it('takes a reason from whoever may give one', async () => {
    const { onCreate } = await openPicker({ model: qwen });
    await userEvent.click(await radio(/^L4 shared Lyon, turns/));
    const reason = await screen.findByRole('textbox', { name: /^Reason/ });
    await refusedBy(/or give a reason of at least 10 characters/);
    await userEvent.type(reason, 'short');
    expect(reason).toHaveAccessibleDescription(
      'Say why in at least 10 characters.',
    );
    await userEvent.type(reason, ', but for a fair');
    expect(await submitted(onCreate)).toMatchObject({
      devices: 'turns',
      override: { reason: 'short, but for a fair' },
    });
  });

  it('is dropped where the model fits after all', async () => {
    const { onCreate } = await openPicker({
      model: qwen,
      place: {
        pool: 'gpupool:default/h100-fra',
        devices: 'whole',
        override: { reason: 'it was shown at the fair' },
      },
    });
    await radio(/^H100 Frankfurt, whole: Fits/);
    expect(screen.queryByRole('textbox', { name: /^Reason/ })).toBe(null);
    expect(await submitted(onCreate)).not.toHaveProperty('override');
  });

  it('says who may, to whoever may not', async () => {
    await openPicker(
      {
        model: qwen,
        place: {
          pool: 'gpupool:default/l4-lys',
          devices: 'turns',
          override: { reason: 'because I would like to' },
        },
      },
      { allowed: false },
    );
    const row = await rowOf(/^L4 shared Lyon, turns/);
    expect(
      await row.findByText(/that takes the permission llm.verdict.override/),
    ).toBeInTheDocument();
    expect(row.getByRole('link', { name: /gpu-platform/ })).toHaveAttribute(
      'href',
      '/catalog/default/group/gpu-platform',
    );
    expect(screen.queryByRole('textbox', { name: /^Reason/ })).toBe(null);
    await refusedBy(/you may not override that/);
  });
});
