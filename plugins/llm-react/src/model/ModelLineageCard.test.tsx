import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { llama, modelEntity } from '../__testUtils__/entities';
import { renderCard } from '../__testUtils__/renderCard';
import { ModelLineageCard } from './ModelLineageCard';

const value = (name: string) =>
  within(
    screen.getByText(name, { selector: 'dt' })
      .nextElementSibling as HTMLElement,
  );

describe('ModelLineageCard', () => {
  it('links what the model was made from and what was made from it', async () => {
    await renderCard(<ModelLineageCard />, { entity: llama });
    expect(value('Made from').getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/model/llama-3-1-70b',
    );
    expect(value('Trained on').getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/data/resource/support-tickets-2026',
    );
    expect(value('Adapters').getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/search/model/answer-lora',
    );
    expect(
      value('Quantised from').getByText(
        '2024-12-06-fp8 from 2024-12-06-bf16 (FP8)',
      ),
    ).toBeVisible();
    expect(screen.queryByText('Derivatives')).not.toBeInTheDocument();
  });

  it('says which version of an adapter works on which version of its base', async () => {
    await renderCard(<ModelLineageCard />, {
      entity: modelEntity({
        name: 'answer-lora',
        namespace: 'search',
        spec: {
          versions: [
            {
              name: 'v3',
              kind: 'adapter',
              adapts: {
                model: 'model:assistants/llama-3-3-70b',
                version: '2024-12-06-bf16',
              },
            },
          ],
        },
        relations: {
          adapts: ['model:assistants/llama-3-3-70b'],
          replacedBy: ['model:search/answer-lora-2'],
        },
      }),
    });
    const adapts = value('Adapts');
    expect(adapts.getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/assistants/model/llama-3-3-70b',
    );
    expect(adapts.getByText(/^v3 on/)).toHaveTextContent(/2024-12-06-bf16$/);
    expect(value('Replaced by').getByRole('link')).toBeVisible();
  });

  it('folds a long list', async () => {
    await renderCard(<ModelLineageCard />, {
      entity: modelEntity({
        name: 'base',
        relations: {
          hasDerivative: Array.from(
            { length: 11 },
            (_, index) => `model:default/derivative-${index}`,
          ),
        },
      }),
    });
    expect(value('Derivatives').getAllByRole('link')).toHaveLength(8);
    await userEvent.click(screen.getByRole('button', { name: 'Show 3 more' }));
    expect(value('Derivatives').getAllByRole('link')).toHaveLength(11);
  });

  it('says that no lineage is declared', async () => {
    await renderCard(<ModelLineageCard />, {
      entity: modelEntity({ name: 'alone' }),
    });
    expect(screen.getByText(/No lineage is declared/)).toBeVisible();
  });
});
