import { within } from '@testing-library/react';
import { h100 } from '../__testUtils__/fleetEntities';
import { modelEntity } from '../__testUtils__/entities';
import { itShowsMeasureStates } from '../__testUtils__/itShowsMeasureStates';
import type { Sight } from '../__testUtils__/measuredBackend';
import { renderCard } from '../__testUtils__/renderCard';
import {
  figureOf,
  renderMeasureCard,
  saysOf,
} from '../__testUtils__/renderMeasureCard';
import { promises } from '../__testUtils__/seenSeries';
import { PoolCostsCard } from './PoolCostsCard';

const title = 'Cost and energy';

const render = (sight: Sight = {}) =>
  renderMeasureCard({
    Card: PoolCostsCard,
    title,
    entity: h100,
    sight: { context: promises, ...sight },
  });

describe('PoolCostsCard', () => {
  itShowsMeasureStates({
    Card: PoolCostsCard,
    title,
    entity: h100,
    advice: /give the pool a price per GPU-hour/,
    content: /€580.80/,
  });

  it('shows what stands idle, what is held, and the energy', async () => {
    const { card } = await render();
    expect(within(card).getByText('€580.80')).toBeInTheDocument();
    expect(figureOf(card, 'GPUs held')).toBe('€2,640.00');
    expect(saysOf(card)).toMatch(/1,100 GPU-hours/);
    expect(figureOf(card, 'Energy')).toBe('215 kWh');
    expect(saysOf(card)).toMatch(/68.7 kg CO₂e at the intensity of the region/);
  });

  it('leaves carbon out where nobody gave an intensity', async () => {
    const { card } = await render({ context: {} });
    expect(figureOf(card, 'Energy')).toBe('215 kWh');
    expect(saysOf(card)).not.toMatch(/CO₂e/);
  });

  it('does not read idle GPUs as free of cost', async () => {
    const { card } = await render({ seen: { 'requests.running': 'absent' } });
    expect(saysOf(card)).toMatch(/GPUs held without a requestno data/);
    expect(figureOf(card, 'GPUs held')).toBe('€2,640.00');
  });

  it('asks nothing about an entity that is no pool', async () => {
    const readMeasures = jest.fn();
    const { findByText } = await renderCard(<PoolCostsCard />, {
      entity: modelEntity({ name: 'm' }),
      llmApi: { readMeasures },
    });
    expect(
      await findByText('This card is for GPU pools; the entity is none.'),
    ).toBeInTheDocument();
    expect(readMeasures).not.toHaveBeenCalled();
  });
});
