import type { Entity } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { measuredBackend } from '../__testUtils__/measuredBackend';
import { relationList } from '../__testUtils__/entities';
import { renderCard } from '../__testUtils__/renderCard';
import { usageBackend, type UsedHour } from '../__testUtils__/usageBackend';
import { ConsumerUsageCard } from '../consumer/ConsumerUsageCard';
import { GroupUsageCard } from '../group/GroupUsageCard';

const group: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'assistants', namespace: 'retail', title: 'Assistants' },
  relations: relationList({ ownerOf: ['component:retail/support-bot'] }),
};
const component: Entity = {
  ...group,
  kind: 'Component',
  metadata: { name: 'support-bot', namespace: 'retail' },
};

const thisHour = Math.floor(Date.now() / 3_600_000) * 3_600_000;

function used(model: string, more: Partial<UsedHour>): UsedHour {
  return { at: thisHour, key: { model }, counts: { requests: 4 }, ...more };
}

const hours = [
  used('model:default/qwen', {
    counts: { inputTokens: 1_200_000, outputTokens: 300_000 },
    cost: { EUR: 12.345 },
  }),
  used('model:default/whisper', {
    counts: { audioSeconds: 5400, requests: 7 },
    cost: { EUR: 40 },
  }),
  used('gpt-from-outside', { counts: { requests: 4 } }),
];

const budget = {
  context: {
    budget: {
      amount: { amount: '4000', currency: 'EUR' },
      basis: 'used' as const,
    },
  },
};

describe('the cards of what somebody uses', () => {
  it('show models with cost and amount, the most expensive first, and the budget', async () => {
    const usage = usageBackend({ hours });
    const measures = measuredBackend(budget);
    await renderCard(<GroupUsageCard />, {
      entity: group,
      llmApi: { ...usage, ...measures },
    });
    const table = await screen.findByRole('table', {
      name: 'Models that Assistants used',
    });
    const rows = within(table)
      .getAllByRole('row')
      .slice(1)
      .map(row => [
        within(row).getByRole('rowheader').textContent,
        ...within(row)
          .getAllByRole('cell')
          .map(cell => cell.textContent),
      ]);
    expect(rows).toEqual([
      ['whisper', '5.4K seconds', '€40.00'],
      ['qwen', '1.5M tokens', '€12.35'],
      ['Not in the catalog: gpt-from-outside', '4 requests', 'none known yet'],
    ]);
    // One model has no price, so that it may be more.
    expect(screen.getByText('€52.35 or more')).toBeInTheDocument();
    expect(usage.asked).toEqual([
      expect.objectContaining({
        consumer: 'group:retail/assistants',
        by: ['model'],
        step: 'total',
        sort: 'cost',
      }),
    ]);
    expect(await screen.findByText('Budget used')).toBeInTheDocument();
    expect(screen.getByText('€4,000.00')).toBeInTheDocument();
    expect(screen.getByText('The month will end near')).toBeInTheDocument();
    expect(measures.asked[0].entityRef).toBe('group:retail/assistants');
  });

  it('say that there is no budget, and that it cannot be read', async () => {
    const usage = usageBackend({ hours });
    const { unmount } = await renderCard(<ConsumerUsageCard />, {
      entity: component,
      llmApi: { ...usage, ...measuredBackend() },
    });
    expect(await screen.findByText(/^No budget is set/)).toBeInTheDocument();
    unmount();

    await renderCard(<ConsumerUsageCard />, {
      entity: component,
      llmApi: {
        ...usage,
        readMeasures: async () => {
          throw new Error('the engine is away');
        },
      },
    });
    expect(
      await screen.findByText(
        'The budget could not be read: the engine is away',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('€52.35 or more')).toBeInTheDocument();
  });

  it('say that one may not see the budget', async () => {
    await renderCard(<ConsumerUsageCard />, {
      entity: component,
      llmApi: {
        ...usageBackend({ hours }),
        readMeasures: async () => {
          throw new NotAllowedError('no');
        },
      },
    });
    expect(
      await screen.findByText('You may not see the budget.'),
    ).toBeInTheDocument();
  });

  it('say that nothing was counted', async () => {
    await renderCard(<ConsumerUsageCard />, {
      entity: component,
      llmApi: usageBackend({ hours: [] }),
    });
    expect(
      await screen.findByText(/^No use of models was counted this month/),
    ).toBeInTheDocument();
  });

  it('say that they load, and that one may not see it', async () => {
    const { unmount } = await renderCard(<ConsumerUsageCard />, {
      entity: component,
      llmApi: { readUsage: () => new Promise(() => {}) },
    });
    expect(
      screen.getByRole('region', { name: 'What it uses and costs' }),
    ).toHaveAttribute('aria-busy', 'true');
    unmount();
    await renderCard(<ConsumerUsageCard />, {
      entity: component,
      llmApi: {
        readUsage: async () => {
          throw new NotAllowedError('no');
        },
      },
    });
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
  });

  it('say why they failed, and ask again', async () => {
    const usage = usageBackend({ hours });
    const readUsage = jest
      .fn(usage.readUsage)
      .mockRejectedValueOnce(new Error('the database is away'));
    await renderCard(<GroupUsageCard />, {
      entity: group,
      llmApi: { ...measuredBackend(budget), readUsage },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Try again' }),
    );
    await waitFor(() =>
      expect(screen.getByText('€52.35 or more')).toBeInTheDocument(),
    );
  });
});
