import { NotAllowedError } from '@backstage/errors';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { llama } from '../__testUtils__/entities';
import { usageBackend } from '../__testUtils__/usageBackend';
import { hours, renderUsage, table } from '../__testUtils__/usageTab';

describe('the states of the tab of usage', () => {
  it('says that it loads', async () => {
    await renderUsage({
      entity: llama,
      llmApi: { readUsage: () => new Promise(() => {}) },
    });
    expect(
      screen.getByRole('region', { name: 'Usage of Llama 3.3 70B Instruct' }),
    ).toHaveAttribute('aria-busy', 'true');
  });

  it('says that one may not see it', async () => {
    await renderUsage({
      entity: llama,
      llmApi: {
        readUsage: async () => {
          throw new NotAllowedError('llm.measure.read');
        },
      },
    });
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
  });

  it('says why it failed, and asks again', async () => {
    const llmApi = usageBackend({ hours });
    let fails = true;
    await renderUsage({
      entity: llama,
      llmApi: {
        ...llmApi,
        readUsage: async question => {
          if (fails) {
            throw new Error('the database is away');
          }
          return llmApi.readUsage(question);
        },
      },
    });
    const retry = await screen.findByRole('button', { name: 'Try again' });
    expect(screen.getByText(/the database is away/)).toBeInTheDocument();
    fails = false;
    await userEvent.click(retry);
    expect(await table(/by Consumer/)).toBeInTheDocument();
  });
});
