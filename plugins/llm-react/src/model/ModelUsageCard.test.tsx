import { screen, within } from '@testing-library/react';
import { modelEntity } from '../__testUtils__/entities';
import { itShowsMeasureStates } from '../__testUtils__/itShowsMeasureStates';
import {
  figureOf,
  renderMeasureCard,
  saysOf,
} from '../__testUtils__/renderMeasureCard';
import { consumers } from '../__testUtils__/seenSeries';
import type { Sight } from '../__testUtils__/measuredBackend';
import { ModelUsageCard } from './ModelUsageCard';

const chat = modelEntity({ name: 'qwen3-14b', title: 'Qwen3 14B' });

const render = (sight: Sight = {}, entity = chat) =>
  renderMeasureCard({
    Card: ModelUsageCard,
    title: 'Usage',
    entity,
    sight: { task: entity.spec.type, consumers, ...sight },
  });

describe('ModelUsageCard', () => {
  itShowsMeasureStates({
    Card: ModelUsageCard,
    title: 'Usage',
    entity: chat,
    advice: /let the gateway send its telemetry to the portal \(OTLP\)/,
    content: /182M tokens/,
  });

  it('shows tokens and their parts, requests, who uses them, and where all that comes from', async () => {
    const { card, backend } = await render();
    expect(within(card).getByText('182M tokens')).toBeInTheDocument();
    expect(within(card).getByText('+25% on the day before')).toBeVisible();
    expect(figureOf(card, 'Input')).toBe('151M tokens');
    expect(figureOf(card, 'Output')).toBe('31M tokens');
    expect(figureOf(card, 'Cached input')).toBe('38%');
    expect(figureOf(card, 'Requests')).toBe('180.4K requests');
    expect(figureOf(card, 'Failed requests')).toBe('0.07%');
    expect(saysOf(card)).toMatch(
      /Used by support-bot 61%, search-api 22%, others 17%/,
    );
    expect(
      within(card).getByRole('link', { name: 'support-bot' }),
    ).toHaveAttribute('href', '/catalog/default/component/support-bot');
    expect(saysOf(card)).toMatch(/gateway · 2 minutes ago · complete$/);
    expect(
      within(card).getByRole('img', {
        name: 'Tokens of Qwen3 14B by hour, last 24 hours',
      }),
    ).toBeInTheDocument();
    expect(backend.asked).toHaveLength(1);
  });

  it.each([
    ['embedding', 'Tokens', '151M tokens', { 'Texts read': '2.3M texts' }],
    ['rerank', 'Documents ranked', '913K documents', { Tokens: '151M tokens' }],
    ['transcription', 'Audio transcribed', '14.6 d', {}],
    [
      'speech',
      'Characters spoken',
      '1.8M characters',
      { 'Audio spoken': '23.3 h' },
    ],
    ['image', 'Images made', '5,120 images', {}],
    ['moderation', 'Tokens', '182M tokens', {}],
  ] as const)(
    'counts %s in its own unit',
    async (type, main, figure, further) => {
      const { card } = await render(
        {},
        modelEntity({ name: 'other', spec: { type } }),
      );
      expect(within(card).getByText(main)).toBeInTheDocument();
      expect(within(card).getByText(figure)).toBeInTheDocument();
      expect(figureOf(card, 'Requests')).toBe('180.4K requests');
      for (const [name, other] of Object.entries(further)) {
        expect(figureOf(card, name)).toBe(other);
      }
    },
  );

  it('tells an idle day from one that nothing is known of', async () => {
    const { card } = await render({ rest: 0 });
    expect(saysOf(card)).toMatch(/Tokens0 tokens/);
    expect(figureOf(card, 'Input')).toBe('0 tokens');
    expect(figureOf(card, 'Failed requests')).toBe('no traffic');
    expect(saysOf(card)).toMatch(
      /Cached input and Failed requests: Nothing came in during this time\./,
    );
    expect(saysOf(card)).not.toMatch(/Used by|on the day before/);
  });

  it('says what is the matter with one line, and keeps the others', async () => {
    const { card } = await render({
      seen: { 'requests.failed': { error: 'The engine fra said 503' } },
    });
    expect(within(card).getByText('182M tokens')).toBeInTheDocument();
    expect(figureOf(card, 'Failed requests')).toBe('could not be read');
    expect(saysOf(card)).toMatch(
      /Failed requests: The engine fra said 503 \(asked: gateway\)\./,
    );
    expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
  });

  it('says of a retired model that nothing came in', async () => {
    const { card } = await render(
      { rest: 'absent' },
      modelEntity({ name: 'old', spec: { lifecycle: 'retired' } }),
    );
    expect(saysOf(card)).toMatch(/The model is retired, and nothing came in\./);
    expect(saysOf(card)).not.toMatch(/No data/);
  });

  it('shows what a retired model is still asked for', async () => {
    const { card } = await render(
      {},
      modelEntity({ name: 'old', spec: { lifecycle: 'retired' } }),
    );
    expect(within(card).getByText('182M tokens')).toBeInTheDocument();
  });

  it('names three consumers, and puts those that it cannot name among the others', async () => {
    const { card } = await render({
      consumers: {
        'component:default/a': 0.3,
        unknown: 0.25,
        'group:default/b': 0.2,
        'key-42': 0.15,
        'component:default/d': 0.1,
      },
    });
    expect(saysOf(card)).toMatch(
      /Used by a 30%, b 20%, key-42 15%, others 35%/,
    );
  });
});
