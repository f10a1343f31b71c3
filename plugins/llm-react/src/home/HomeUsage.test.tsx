import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { llama } from '../__testUtils__/entities';
import { renderCard } from '../__testUtils__/renderCard';
import { usageBackend } from '../__testUtils__/usageBackend';
import { HomeUsage } from './HomeUsage';

const thisHour = Math.floor(Date.now() / 3_600_000) * 3_600_000;

const backend = () =>
  usageBackend({
    hours: [
      {
        at: thisHour,
        key: { model: 'model:default/qwen' },
        counts: { inputTokens: 2000 },
        cost: { EUR: 30 },
      },
      {
        at: thisHour,
        key: { model: 'model:default/bge' },
        counts: { inputTokens: 9000 },
        cost: { EUR: 10 },
      },
    ],
  });

describe('HomeUsage', () => {
  it('shows what the group of the reader used, and what it cost', async () => {
    const llmApi = backend();
    await renderCard(<HomeUsage />, {
      entity: llama,
      llmApi,
      ownershipEntityRefs: [
        'user:default/mira.app',
        'group:default/assistants',
      ],
    });
    expect(await screen.findByText('€40.00')).toBeInTheDocument();
    const items = within(
      screen.getByRole('list', { name: 'Models that assistants used' }),
    ).getAllByRole('listitem');
    expect(items.map(item => item.textContent)).toEqual([
      'qwen€30.002K tokens',
      'bge€10.009K tokens',
    ]);
    expect(llmApi.asked[0].consumer).toBe('group:default/assistants');
    expect(screen.queryByRole('combobox')).not.toBeInTheDocument();
  });

  it('lets a member of several groups choose, and adds nothing twice', async () => {
    const llmApi = backend();
    await renderCard(<HomeUsage />, {
      entity: llama,
      llmApi,
      ownershipEntityRefs: ['group:default/assistants', 'group:retail/search'],
    });
    await userEvent.selectOptions(
      await screen.findByRole('combobox', { name: 'Group' }),
      'retail/search',
    );
    expect(
      await screen.findByRole('list', {
        name: 'Models that retail/search used',
      }),
    ).toBeInTheDocument();
    expect(llmApi.asked.map(({ consumer }) => consumer)).toEqual([
      'group:default/assistants',
      'group:retail/search',
    ]);
  });

  it('says that somebody is in no group, and that nothing was used', async () => {
    const { unmount } = await renderCard(<HomeUsage />, {
      entity: llama,
      ownershipEntityRefs: ['user:default/mira.app'],
    });
    expect(
      await screen.findByText(/^You are in no group of the catalog/),
    ).toBeInTheDocument();
    unmount();
    await renderCard(<HomeUsage />, {
      entity: llama,
      llmApi: usageBackend({ hours: [] }),
      ownershipEntityRefs: ['group:default/assistants'],
    });
    expect(
      await screen.findByText(/^No use of models was counted/),
    ).toBeInTheDocument();
  });

  it('says why it failed', async () => {
    await renderCard(<HomeUsage />, {
      entity: llama,
      llmApi: {
        readUsage: async () => {
          throw new Error('the database is away');
        },
      },
      ownershipEntityRefs: ['group:default/assistants'],
    });
    expect(await screen.findByText(/the database is away/)).toBeInTheDocument();
  });
});
