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
import { ModelAvailabilityCard } from './ModelAvailabilityCard';

const chat = modelEntity({ name: 'qwen3-14b' });

const render = (sight: Sight = {}) =>
  renderMeasureCard({
    Card: ModelAvailabilityCard,
    title: 'Availability',
    entity: chat,
    sight: { context: promises, ...sight },
  });

describe('ModelAvailabilityCard', () => {
  itShowsMeasureStates({
    Card: ModelAvailabilityCard,
    title: 'Availability',
    entity: chat,
    advice: /let the gateway send its telemetry to the portal \(OTLP\)/,
    content: /99.93%/,
  });

  it('shows the availability with its objective, and what is left to fail', async () => {
    const { card } = await render();
    expect(within(card).getByText('Last 30 days')).toBeInTheDocument();
    expect(saysOf(card)).toMatch(/99.93% ≥ 99.9%Meets the objective, ≥ 99.9%/);
    expect(figureOf(card, 'Error budget left')).toBe('30.2%');
    expect(figureOf(card, 'Burn of the error budget')).toMatch(
      /^0.698 × < 1 ×Meets the objective/,
    );
  });

  it('says how urgent it is when the budget burns too fast', async () => {
    const { card } = await render({ seen: { 'requests.failed': 3_600 } });
    expect(saysOf(card)).toMatch(/98% ≥ 99.9%Misses the objective/);
    expect(within(card).getAllByRole('status')[0]).toHaveTextContent(
      /burns more than 14.4 times too fast, over 5m and 1h: look now/,
    );
  });

  it('does without an objective, and says so', async () => {
    const { card } = await render({ context: {} });
    expect(within(card).getByText('99.93%')).toBeInTheDocument();
    expect(saysOf(card)).toMatch(/no objective is set/);
    expect(saysOf(card)).not.toMatch(/Error budget|Burn/);
  });

  it('has no availability where nobody asked for anything', async () => {
    const { card } = await render({ rest: 0 });
    expect(saysOf(card)).toMatch(
      /No traffic\s*Nothing came in during this time\./,
    );
    expect(saysOf(card)).not.toMatch(/%/);
  });
});
