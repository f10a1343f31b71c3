import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { exampleModels, examplePools } from '../../__testUtils__/examplePlaces';
import {
  figure,
  openPicker,
  qwen,
  radio,
  refusedBy,
  rowOf,
  submitted,
  typeFigure,
} from '../../__testUtils__/pickerForm';
import { formThemes } from '../../__testUtils__/renderForm';

describe('GpuPoolPicker', () => {
  it('says what to fill in first', async () => {
    await openPicker({});
    expect(
      await screen.findByText(
        /^Choose a model or let the portal read one first/,
      ),
    ).toBeInTheDocument();
    await refusedBy(/Choose a model first/);
  });

  it.each(formThemes)(
    'answers for every place, the cheapest that fits first, and gives what was chosen to the template (%s)',
    async theme => {
      const { onCreate } = await openPicker(
        {
          model: qwen,
          owner: 'group:default/ml-platform',
          dataClass: 'internal',
        },
        { theme },
      );
      const first = await rowOf(/^Mixed Berlin, whole: Fits$/);
      const names = screen
        .getAllByRole('radio')
        .map(found => found.getAttribute('aria-label'));
      expect(names).toHaveLength(8);
      expect(names.slice(0, 2)).toEqual([
        'Mixed Berlin, whole: Fits',
        'H100 Frankfurt, whole: Fits',
      ]);
      // There is room enough, but nothing to run it.
      const research = await rowOf(/^Research cluster, whole: Does not fit$/);
      expect(
        research.getByText(
          /^nothing that is rendered here runs under the Slurm controller/,
        ),
      ).toBeInTheDocument();
      expect(research.getByRole('radio')).toBeDisabled();
      expect(
        first.getByText('2 × NVIDIA L40S 48 GB, one copy over all 2'),
      ).toBeInTheDocument();
      expect(first.getByText('€2.20 per hour')).toBeInTheDocument();
      expect(
        first.getByText(
          /^on each GPU: weights [\d.]+ to [\d.]+ \+ KV cache [\d.]+ to [\d.]+ \+ other [\d.]+ to [\d.]+ = [\d.]+ of 45 GiB$/,
        ),
      ).toBeInTheDocument();
      expect(
        first.getByText(
          /^all 20 requests of typical length, or \d+ to \d+ of 32,768 tokens, at the same time · \d+ to \d+ tokens\/s written with 20 running \(estimate\) · €[\d.]+ to €[\d.]+ per million tokens at full load \(estimate\) · ml-platform may hold 6 GPUs, and 2 more while others leave them idle$/,
        ),
      ).toBeInTheDocument();
      const slices = await rowOf(/^A100 slices Warsaw, small: Does not fit$/);
      expect(
        slices.getByText(/^weights of 30.5 GiB do not fit in [\d.]+ GiB/),
      ).toBeInTheDocument();
      expect(
        screen.getByText('2 of 8 places fit as asked.'),
      ).toBeInTheDocument();
      expect(
        screen.getByText(
          /^Answered in .* ms\. By declared capacity: what .* in use at the moment is not known/,
        ),
      ).toBeInTheDocument();

      expect(screen.getByText('No place is chosen yet.')).toBeInTheDocument();
      await userEvent.click(await radio(/^H100 Frankfurt, whole/));
      expect(
        screen.getByText('Chosen: H100 Frankfurt · whole: Fits.'),
      ).toBeInTheDocument();
      expect(await submitted(onCreate)).toEqual({
        version: '2025-04-fp8',
        workload: {
          promptTokens: 2000,
          answerTokens: 400,
          concurrentRequests: 20,
          longestContext: 32768,
        },
        pool: 'gpupool:default/h100-fra',
        devices: 'whole',
      });
    },
  );

  it('does not go on without a place', async () => {
    const { onCreate } = await openPicker({ model: qwen });
    await radio(/^H100 Frankfurt/);
    await refusedBy(/Choose a place for the model/);
    expect(onCreate).not.toHaveBeenCalled();
  });

  it('is a radio group for the keyboard', async () => {
    await openPicker({ model: qwen });
    const first = await radio(/^Mixed Berlin, whole/);
    expect(
      within(screen.getByRole('radiogroup', { name: 'Places' })).getAllByRole(
        'radio',
      ),
    ).toHaveLength(8);
    act(() => first.focus());
    await userEvent.keyboard(' ');
    expect(first).toBeChecked();
    await userEvent.keyboard('{ArrowDown}');
    expect(await radio(/^H100 Frankfurt, whole/)).toBeChecked();
    expect(first).not.toBeChecked();
  });

  it('answers each key, keeps the choice and shows what became of it', async () => {
    const { onCreate } = await openPicker({ model: qwen });
    await userEvent.click(await radio(/^Mixed Berlin, whole: Fits/));
    const field = await typeFigure('At the same time', '4000');
    expect(field).toHaveValue('4,000');
    expect(
      await screen.findByText('Chosen: Mixed Berlin · whole: Does not fit.'),
    ).toBeInTheDocument();
    const row = await rowOf(/^Mixed Berlin, whole: Does not fit/);
    expect(
      row.getByText(/of 4,000 requests of typical length/),
    ).toBeInTheDocument();
    await typeFigure('At the same time', '30');
    expect(
      await screen.findByText('Chosen: Mixed Berlin · whole: Fits.'),
    ).toBeInTheDocument();
    expect(await submitted(onCreate)).toMatchObject({
      pool: 'gpupool:default/mixed-ber',
      workload: { concurrentRequests: 30 },
    });
  });

  it('says what is wrong with a figure, and greys the answers to the earlier ones', async () => {
    const { onCreate } = await openPicker({ model: qwen });
    await userEvent.click(await radio(/^H100 Frankfurt, whole/));
    const field = await typeFigure('At the same time', 'many');
    expect(field).toHaveValue('many');
    expect(field).toBeInvalid();
    expect(field).toHaveAccessibleDescription(
      'Write a whole number in digits.',
    );
    expect(
      screen.getByText(
        /^Correct the figures above: the answers below are to the earlier ones/,
      ),
    ).toBeInTheDocument();
    expect(screen.queryByText(/^Answered in/)).not.toBeInTheDocument();
    screen.getAllByRole('radio').forEach(found => expect(found).toBeDisabled());
    await refusedBy(/Correct the figures of what people will ask/);

    await typeFigure('At the same time', '20');
    await waitFor(() => expect(screen.getAllByRole('radio')[0]).toBeEnabled());
    await typeFigure('Longest request', '50000');
    expect(
      await screen.findByText('The model reads 40,960 tokens at most.'),
    ).toBeInTheDocument();
    await typeFigure('Longest request', '40 960');
    expect(await submitted(onCreate)).toMatchObject({
      devices: 'whole',
      workload: { longestContext: 40960 },
    });
  });

  it('has nothing to show before the first answer where a prefilled figure is wrong', async () => {
    await openPicker({
      model: qwen,
      place: {
        workload: {
          promptTokens: 2000,
          answerTokens: 400,
          concurrentRequests: 0,
          longestContext: 4096,
        },
      },
    });
    expect(
      await screen.findByText(
        'Correct the figures above to see where the model fits.',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByRole('radio')).not.toBeInTheDocument();
  });

  it('offers the versions where there are several', async () => {
    const { onCreate } = await openPicker({ model: qwen });
    await userEvent.click(await radio(/^H100 Frankfurt, whole/));
    await userEvent.click(screen.getByRole('button', { name: /Version/ }));
    const options = await screen.findAllByRole('option');
    expect(options.map(({ textContent }) => textContent)).toEqual([
      '2025-04-fp8 (FP8)',
      '2025-04-bf16 (not quantised)',
    ]);
    await userEvent.click(options[1]);
    await rowOf(/^Mixed Berlin, whole: Fits/);
    expect(
      await screen.findByText('3 × NVIDIA L40S 48 GB, one copy over all 3'),
    ).toBeInTheDocument();
    expect(await submitted(onCreate)).toMatchObject({
      version: '2025-04-bf16',
    });
  });

  it('asks for no version where there is one', async () => {
    await openPicker({ model: 'model:default/bge-m3' });
    await radio(/^A100 slices Warsaw, small: Fits/);
    expect(
      screen.queryByRole('button', { name: /Version/ }),
    ).not.toBeInTheDocument();
    // What an embedding model is asked for, and how much it reads.
    expect(await figure('Typical answer')).toHaveValue('0');
    expect(await figure('Longest request')).toHaveAccessibleDescription(
      'Tokens, prompt and answer together; the model reads 8,192.',
    );
    expect(
      screen.getAllByText(/tokens\/s read with \d+ running/).length,
    ).toBeGreaterThan(0);
  });

  it('does not let anybody choose what policy blocks, or has not decided', async () => {
    await openPicker({
      model: 'model:default/bge-m3',
      dataClass: 'confidential',
    });
    const blocked = await radio(/^Mixed Berlin, whole: Blocked by policy/);
    expect(blocked).toBeDisabled();
    const row = await rowOf(/^Mixed Berlin, whole: Blocked by policy/);
    expect(
      row.getByText(
        'confidential data must not be processed on Mixed Berlin, only public, internal',
      ),
    ).toBeInTheDocument();
    expect(await radio(/^H100 Frankfurt, whole: Fits/)).toBeEnabled();
  });

  it('knows no pool that the catalog does not show', async () => {
    const [hidden, ...visible] = [...examplePools].sort(
      (a, b) =>
        // The cheapest place: it would be the first of all, and an alternative everywhere.
        Number(b.metadata.name === 'mixed-ber') -
        Number(a.metadata.name === 'mixed-ber'),
    );
    const catalogApi = catalogApiMock({
      entities: [...exampleModels, ...visible],
    });
    const queries = jest.spyOn(catalogApi, 'queryEntities');
    await openPicker(
      {
        model: qwen,
        place: { pool: 'gpupool:default/l4-lys', devices: 'turns' },
      },
      { catalogApi },
    );
    await radio(/^L4 shared Lyon, turns: Does not fit/);
    expect(screen.getAllByRole('radio')).toHaveLength(5);
    const text = document.body.textContent ?? '';
    for (const trace of [
      hidden.metadata.title,
      hidden.metadata.name,
      'L40S',
      'ber-1',
    ]) {
      expect(text).not.toContain(trace);
    }
    await typeFigure('At the same time', '99000');
    await screen.findByText('Nothing fits as asked');
    expect(document.body.textContent).not.toContain('Berlin');
    expect(queries).toHaveBeenCalledTimes(1);
  });

  it('says of a prefilled place that is not there no more than that', async () => {
    await openPicker({
      model: qwen,
      place: { pool: 'gpupool:default/secret', devices: 'whole' },
    });
    expect(
      await screen.findByText(
        'The chosen place gpupool:default/secret, whole is not among those that the catalog shows you. Choose another one.',
      ),
    ).toBeInTheDocument();
    await refusedBy(/The catalog does not show you gpupool:default\/secret/);
  });

  it('takes the best device group of a pool that the page before knew', async () => {
    const { onCreate } = await openPicker({
      model: 'model:default/bge-m3',
      place: { pool: 'gpupool:default/mixed-ber' },
    });
    expect(await radio(/^Mixed Berlin, shared: Fits/)).toBeChecked();
    expect(await submitted(onCreate)).toMatchObject({
      pool: 'gpupool:default/mixed-ber',
      devices: 'shared',
    });
  });

  it('compares the quota of the owner with what is needed', async () => {
    await openPicker({ model: qwen, owner: 'group:default/claims' });
    await typeFigure('At the same time', '400');
    const name = /^H100 Frankfurt, whole: Fits, but not within the quota/;
    const row = await rowOf(name);
    expect(
      row.getByText(
        /claims may hold 2 GPUs, and 2 more while others leave them idle; \d+ are needed$/,
      ),
    ).toBeInTheDocument();
    expect(
      row.getByText(
        'You may choose it, but the servers will wait until the quota is raised.',
      ),
    ).toBeInTheDocument();
    expect(await radio(name)).toBeEnabled();
  });

  it('says where the owner has no quota', async () => {
    await openPicker({ model: qwen, owner: 'group:default/search' });
    const row = await rowOf(/^Mixed Berlin, whole: Fits$/);
    expect(
      row.getByText(/no quota is declared for search$/),
    ).toBeInTheDocument();
  });

  it('asks for the owner where none is chosen', async () => {
    await openPicker({ model: qwen });
    expect(
      await screen.findByText(/Choose the owner to see what its quota allows/),
    ).toBeInTheDocument();
  });

  it('takes into account how the engine is told to run', async () => {
    await openPicker({
      model: qwen,
      engine: { maxModelLen: 4096, toolCallParser: 'x' },
    });
    const row = await rowOf(/^H100 Frankfurt, whole: Does not fit/);
    expect(
      row.getByText(/longer than the 4,096 that the engine is told to take/),
    ).toBeInTheDocument();
  });
});
