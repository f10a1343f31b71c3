import { NotAllowedError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { names, ready } from '../__testUtils__/fleetPage';
import { renderFleet } from '../__testUtils__/renderFleet';
import { usageBackend, type UsedHour } from '../__testUtils__/usageBackend';

const thisHour = Math.floor(Date.now() / 3_600_000) * 3_600_000;

const used = (model: string, more: Partial<UsedHour>): UsedHour => ({
  at: thisHour,
  key: { model },
  counts: {},
  ...more,
});

const hours = [
  used('model:assistants/llama-3-3-70b', {
    counts: { inputTokens: 2_000_000, outputTokens: 500_000 },
    cost: { EUR: 12.5 },
  }),
  used('model:search/bge-m3', {
    counts: { inputTokens: 9_000_000 },
    cost: { EUR: 3 },
    qualifiers: ['partial'],
  }),
  used('somebody-elses', { counts: { inputTokens: 1 } }),
];

const lastCells = (name: RegExp) =>
  within(screen.getByRole('row', { name }))
    .getAllByRole('cell')
    .slice(-2)
    .map(cell => cell.textContent);

describe('what the models of the fleet used', () => {
  it('comes into the rows, page by page, in one question by model', async () => {
    const llmApi = usageBackend({ hours, pageSize: 2 });
    await renderFleet({ llmApi });
    await ready();
    await waitFor(() =>
      expect(lastCells(/^Llama 3\.3/)).toEqual(['2.5M', '€12.50']),
    );
    expect(lastCells(/^BGE-M3/)).toEqual(['9M or more', '€3.00']);
    expect(lastCells(/^GPT-4/)).toEqual(['none reported', 'none known']);
    expect(
      llmApi.asked.map(({ by, step, cursor }) => [by, step, cursor]),
    ).toEqual([
      [['model'], 'total', undefined],
      [['model'], 'total', '2'],
    ]);
  });

  it('sorts them, with what is not known last', async () => {
    await renderFleet({
      search: '?sort=-tokens',
      llmApi: usageBackend({ hours }),
    });
    await ready();
    await waitFor(() => expect(names()[0]).toBe('BGE-M3'));
    expect(names()[1]).toBe('Llama 3.3 70B Instruct');
    await userEvent.click(screen.getByRole('button', { name: /^Cost/ }));
    expect(names().slice(0, 2)).toEqual(['BGE-M3', 'Llama 3.3 70B Instruct']);
    await userEvent.click(screen.getByRole('button', { name: /^Cost/ }));
    expect(names().slice(0, 2)).toEqual(['Llama 3.3 70B Instruct', 'BGE-M3']);
  });

  it('keeps nothing waiting, and says that it is read', async () => {
    await renderFleet({
      llmApi: { readUsage: () => new Promise(() => {}) },
    });
    await ready();
    expect(lastCells(/^Llama 3\.3/)).toEqual(['reading', 'reading']);
  });

  it('says that it could not be read', async () => {
    await renderFleet({
      llmApi: {
        readUsage: async () => {
          throw new Error('the database is away');
        },
      },
    });
    await ready();
    await waitFor(() =>
      expect(lastCells(/^Llama 3\.3/)).toEqual(['not read', 'not read']),
    );
  });

  it('is no column to those who may not see it', async () => {
    await renderFleet({
      llmApi: {
        readUsage: async () => {
          throw new NotAllowedError('llm.measure.read');
        },
      },
    });
    await ready();
    await waitFor(() =>
      expect(
        screen.queryByRole('columnheader', { name: /^Used tokens/ }),
      ).not.toBeInTheDocument(),
    );
    expect(
      screen.getByRole('columnheader', { name: 'Used by' }),
    ).toBeInTheDocument();
  });
});
