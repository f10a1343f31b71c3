import { within } from '@testing-library/react';
import { h100 } from '../__testUtils__/fleetEntities';
import { itShowsMeasureStates } from '../__testUtils__/itShowsMeasureStates';
import type { Sight } from '../__testUtils__/measuredBackend';
import {
  figureOf,
  renderMeasureCard,
  saysOf,
} from '../__testUtils__/renderMeasureCard';
import { PoolUtilisationCard } from './PoolUtilisationCard';

const render = (sight: Sight = {}) =>
  renderMeasureCard({
    Card: PoolUtilisationCard,
    title: 'Utilisation',
    entity: h100,
    sight,
  });

describe('PoolUtilisationCard', () => {
  itShowsMeasureStates({
    Card: PoolUtilisationCard,
    title: 'Utilisation',
    entity: h100,
    advice: /run the DCGM exporter on the GPU nodes/,
    content: /72%/,
  });

  it('shows how busy the GPUs are, and how many are asked for', async () => {
    const { card, backend } = await render();
    expect(within(card).getByText('72%')).toBeInTheDocument();
    expect(
      within(card).getByRole('img', {
        name: 'GPUs of H100 Frankfurt busy by hour, last 24 hours',
      }),
    ).toBeInTheDocument();
    expect(figureOf(card, 'GPU memory taken, mean')).toBe('85.4%');
    expect(figureOf(card, 'GPUs asked for, now')).toBe('87.5%');
    expect(saysOf(card)).toMatch(/21 GPUs of 24 GPUs/);
    expect(figureOf(card, 'Quota taken, now')).toBe('87.5%');
    expect(backend.asked.map(({ entityRef }) => entityRef)).toEqual([
      'gpupool:gpu/h100-fra',
    ]);
  });

  it('advises for each line what it needs', async () => {
    const { card } = await render({
      seen: {
        'gpu.activity': 'nowhere',
        'quota.used': 'nowhere',
        'gpu.allocatable': { error: 'The engine fra said 401' },
      },
    });
    const says = saysOf(card);
    expect(says).toMatch(/GPUs busy, mean: not measured/);
    expect(says).toMatch(/Quota taken, now: not measured/);
    expect(says).toMatch(/turn on the metrics of cluster queues in Kueue/);
    expect(says).toMatch(/GPUs asked for, now: could not be read/);
    expect(says).toMatch(/The engine fra said 401/);
  });
});
