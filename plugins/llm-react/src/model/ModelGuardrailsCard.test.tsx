import { modelEntity } from '../__testUtils__/entities';
import { itShowsMeasureStates } from '../__testUtils__/itShowsMeasureStates';
import type { Sight } from '../__testUtils__/measuredBackend';
import {
  figureOf,
  renderMeasureCard,
  saysOf,
} from '../__testUtils__/renderMeasureCard';
import { ModelGuardrailsCard } from './ModelGuardrailsCard';

const chat = modelEntity({ name: 'qwen3-14b' });
const gateway = 'Traffic of the engine that came through the gateway';

const render = (sight: Sight = {}, entity = chat) =>
  renderMeasureCard({
    Card: ModelGuardrailsCard,
    title: 'Guardrails',
    entity,
    sight,
  });

describe('ModelGuardrailsCard', () => {
  itShowsMeasureStates({
    Card: ModelGuardrailsCard,
    title: 'Guardrails',
    entity: chat,
    advice: /let a guardrail report its checks/,
    content: /Ran on requests/,
  });

  it('shows what ran, what it stopped and what it left, and how much came past the gateway', async () => {
    const { card } = await render();
    expect(figureOf(card, 'Ran on requests')).toBe('99.65%');
    expect(figureOf(card, 'Blocked')).toBe('0.8%');
    expect(figureOf(card, 'Skipped')).toBe('12 checks');
    expect(figureOf(card, 'Personal data left unmasked')).toBe('0 checks');
    expect(saysOf(card)).toMatch(
      /in 41.2K checks \(22.8% of requests\); likely at most 0.007%/,
    );
    expect(figureOf(card, gateway)).toBe('98%');
  });

  it('does not say that nothing leaked where nothing was scanned', async () => {
    const { card } = await render({
      seen: { 'pii.scanned': 'nowhere', 'pii.exposed': 'nowhere' },
    });
    expect(figureOf(card, 'Personal data left unmasked')).toBe('not measured');
    expect(saysOf(card)).toMatch(
      /let a guardrail that looks for personal data report what it scanned/,
    );
    expect(figureOf(card, 'Ran on requests')).toBe('99.65%');
  });

  it('has no engine to hold the gateway against where a provider serves the model', async () => {
    const { card } = await render(
      {},
      modelEntity({
        name: 'gpt',
        spec: { versions: [{ name: '2025', kind: 'external' }] },
      }),
    );
    expect(figureOf(card, 'Ran on requests')).toBe('99.65%');
    expect(figureOf(card, gateway)).toBeUndefined();
  });
});
