import { within } from '@testing-library/react';
import { modelEntity } from '../__testUtils__/entities';
import { itShowsMeasureStates } from '../__testUtils__/itShowsMeasureStates';
import type { Sight } from '../__testUtils__/measuredBackend';
import {
  figureOf,
  renderMeasureCard,
  saysOf,
} from '../__testUtils__/renderMeasureCard';
import { promises } from '../__testUtils__/seenSeries';
import { ModelCostCard } from './ModelCostCard';

const chat = modelEntity({ name: 'qwen3-14b' });
const title = /^Cost, /;

const render = (sight: Sight = {}, entity = chat) =>
  renderMeasureCard({
    Card: ModelCostCard,
    title,
    entity,
    sight: { context: promises, ...sight },
  });

describe('ModelCostCard', () => {
  itShowsMeasureStates({
    Card: ModelCostCard,
    title,
    entity: chat,
    advice: /give the model a price in its catalog file/,
    content: /€1,310.40/,
  });

  it('shows what was used and held, what stood idle, and the budget', async () => {
    const { card } = await render();
    const month = new Intl.DateTimeFormat(undefined, {
      month: 'long',
      timeZone: 'UTC',
    }).format(new Date());
    expect(
      within(card).getByRole('heading', { name: `Cost, ${month}` }),
    ).toBeVisible();
    expect(within(card).getByText('€1,310.40')).toBeInTheDocument();
    expect(figureOf(card, 'GPUs held')).toBe('€2,640.00');
    expect(figureOf(card, 'Time without a request')).toBe('22%');
    expect(figureOf(card, 'Budget spent')).toBe('32.8%');
    expect(saysOf(card)).toMatch(/of €4,000.00/);
    expect(figureOf(card, 'Forecast for the end of the month')).toMatch(
      /^≈ estimated €\d,\d{3}\.\d\d$/,
    );
  });

  it('says that there is no budget, and that a forecast needs one', async () => {
    const { card } = await render({ context: {} });
    expect(figureOf(card, 'Budget spent')).toBe('none set');
    expect(figureOf(card, 'Forecast for the end of the month')).toBeUndefined();
    expect(within(card).getByText('€1,310.40')).toBeInTheDocument();
  });

  it.each([
    [
      'a provider',
      {
        versions: [{ name: '2025', kind: 'external' as const }],
        deployments: [
          {
            name: 'eu',
            version: '2025',
            environment: 'production' as const,
            on: { provider: 'resource:default/openai' },
          },
        ],
      },
      false,
    ],
    [
      'its base model',
      { versions: [{ name: 'v3', kind: 'adapter' as const }] },
      true,
    ],
  ])(
    'asks for no GPUs of a model that is served by %s',
    async (_name, spec, said) => {
      const { card, backend } = await render(
        {},
        modelEntity({ name: 'other', spec }),
      );
      expect(within(card).getByText('€1,310.40')).toBeInTheDocument();
      expect(figureOf(card, 'GPUs held')).toBeUndefined();
      expect(backend.asked[0].asks.map(({ measure }) => measure)).toEqual([
        'cost-used',
        'budget-use',
      ]);
      expect(/those of the base model/.test(saysOf(card))).toBe(said);
    },
  );

  it('shows what is held where what was used has no price', async () => {
    const { card } = await render({ seen: { 'cost.used': 'nowhere' } });
    expect(figureOf(card, 'GPUs held')).toBe('€2,640.00');
    expect(saysOf(card)).toMatch(
      /Used and Budget spent: No data source that is set up reports this\./,
    );
  });
});
