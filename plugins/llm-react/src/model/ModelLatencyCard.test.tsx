import { modelEntity } from '../__testUtils__/entities';
import { itShowsMeasureStates } from '../__testUtils__/itShowsMeasureStates';
import type { Sight } from '../__testUtils__/measuredBackend';
import {
  figureOf,
  renderMeasureCard,
  saysOf,
} from '../__testUtils__/renderMeasureCard';
import { promises } from '../__testUtils__/seenSeries';
import { ModelLatencyCard } from './ModelLatencyCard';

const chat = modelEntity({ name: 'qwen3-14b' });

const render = (sight: Sight = {}, entity = chat) =>
  renderMeasureCard({
    Card: ModelLatencyCard,
    title: 'Latency',
    entity,
    sight: { task: entity.spec.type, context: promises, ...sight },
  });

describe('ModelLatencyCard', () => {
  itShowsMeasureStates({
    Card: ModelLatencyCard,
    title: 'Latency',
    entity: chat,
    advice: /connect a Prometheus-compatible engine/,
    content: /First token, p95/,
  });

  it('holds times against the objectives, in words as well as by a sign', async () => {
    const { card } = await render();
    expect(figureOf(card, 'First token, p95')).toMatch(
      /^≈ estimated \d+ ms < 500 msMeets the objective, < 500 ms$/,
    );
    expect(figureOf(card, 'Between tokens, p95')).toMatch(
      /Meets the objective, < 50 ms$/,
    );
    // Nothing is promised of it.
    expect(figureOf(card, 'End to end, p95')).toMatch(/^≈ estimated [\d.]+ s$/);
  });

  it('says when an objective is missed, and when that cannot be told', async () => {
    const { card } = await render({
      context: { slo: { timeToFirstTokenP95: 0.05, interTokenP95: 0.04 } },
    });
    expect(figureOf(card, 'First token, p95')).toMatch(
      /Misses the objective, < 50 ms$/,
    );
    expect(figureOf(card, 'Between tokens, p95')).toMatch(
      /Whether it meets the objective cannot be told: < 40 ms$/,
    );
  });

  it.each([
    ['transcription', ['Work for a second of audio, p95', 'End to end, p95']],
    [
      'speech',
      [
        'First sound, p95',
        'Work for a second of audio, p95',
        'End to end, p95',
      ],
    ],
    ['embedding', ['End to end, p95', 'In the queue, p95']],
    ['image', ['End to end, p95', 'In the queue, p95']],
  ] as const)('shows the times that matter to %s', async (type, names) => {
    const { card } = await render(
      {},
      modelEntity({ name: 'other', spec: { type } }),
    );
    expect(
      [...card.querySelectorAll('dt')].map(({ textContent }) => textContent),
    ).toEqual(names);
  });

  it('shows two times and one reason where one source fails', async () => {
    const { card } = await render({
      seen: { 'latency.inter_token': { error: 'The engine fra hangs' } },
    });
    expect(figureOf(card, 'First token, p95')).toMatch(/ ms/);
    expect(figureOf(card, 'End to end, p95')).toMatch(/ s/);
    expect(figureOf(card, 'Between tokens, p95')).toBe('could not be read');
    expect(saysOf(card)).toMatch(
      /Between tokens, p95: The engine fra hangs \(asked: gateway\)\./,
    );
  });

  it('gives two reasons where there are two', async () => {
    const { card } = await render({
      seen: {
        'latency.inter_token': { error: 'The engine fra hangs' },
        'latency.time_to_first_token': 'absent',
        'latency.end_to_end': 'nowhere',
      },
    });
    const says = saysOf(card);
    expect(says).toMatch(/First token, p95: no data/);
    expect(says).toMatch(/Between tokens, p95: could not be read/);
    expect(says).toMatch(/End to end, p95: not measured/);
  });
});
