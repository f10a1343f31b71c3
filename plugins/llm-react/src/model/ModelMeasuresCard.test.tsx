import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { measures } from '@modelyard/llm-measures';
import { modelEntity } from '../__testUtils__/entities';
import { measuredBackend, type Sight } from '../__testUtils__/measuredBackend';
import { renderMeasureCard, saysOf } from '../__testUtils__/renderMeasureCard';
import { promises } from '../__testUtils__/seenSeries';
import { ModelMeasuresCard } from './ModelMeasuresCard';

const chat = modelEntity({ name: 'qwen3-14b', title: 'Qwen3 14B' });

const render = (
  options: {
    sight?: Sight;
    entity?: typeof chat;
    backend?: ReturnType<typeof measuredBackend>;
  } = {},
) =>
  renderMeasureCard({
    Card: ModelMeasuresCard,
    title: 'All measures',
    entity: chat,
    ...options,
  });

const open = () =>
  userEvent.click(screen.getByRole('button', { name: 'Show all measures' }));

const row = async (name: string) =>
  (await screen.findByRole('rowheader', { name })).closest('tr')!;

describe('ModelMeasuresCard', () => {
  it('asks for nothing before somebody wants it', async () => {
    const { backend } = await render();
    const button = screen.getByRole('button', { name: 'Show all measures' });
    expect(button).toHaveAttribute('aria-expanded', 'false');
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
    expect(backend.asked).toEqual([]);
  });

  it('lists every measure that means something for the task, in one request', async () => {
    const { backend } = await render({ sight: { context: promises } });
    await open();
    const table = await screen.findByRole('table', {
      name: 'Measures of Qwen3 14B',
    });
    const ofChat = measures.filter(({ tasks }) => tasks.includes('chat'));
    expect(within(table).getAllByRole('rowheader')).toHaveLength(ofChat.length);
    expect(backend.asked).toHaveLength(1);
    // Each has a title, and not its id in words.
    expect(saysOf(table)).not.toMatch(/Slo burn|Kv cache use|Token usage/);

    const first = await row('Time to the first token, p95');
    expect(first).toHaveTextContent(/Last hour/);
    expect(first).toHaveTextContent(/≈ estimated 319 ms/);
    expect(first).toHaveTextContent(/between 250 ms and 500 ms/);
    expect(first).toHaveTextContent(/Meets the objective, < 500 ms/);
    expect(first).toHaveTextContent(/2 minutes ago/);
    const gain = await row('Throughput against the baseline');
    expect(gain).toHaveTextContent(/does not apply/);
    expect(gain).toHaveTextContent(/not known/);
  });

  it('leaves out what means nothing for the task', async () => {
    await render({
      entity: modelEntity({ name: 'whisper', spec: { type: 'transcription' } }),
      sight: { task: 'transcription' },
    });
    await open();
    expect(await row('Audio transcribed')).toHaveTextContent('14.6 d');
    expect(
      screen.queryByRole('rowheader', { name: 'Tokens' }),
    ).not.toBeInTheDocument();
  });

  it('shows a measure that this version knows nothing of under its id in words', async () => {
    const known = measuredBackend();
    const [requests] = (await known.listMeasures()).filter(
      ({ id }) => id === 'requests',
    );
    await render({
      backend: {
        ...known,
        listMeasures: async () => [{ ...requests, id: 'water-use' }],
        readMeasures: async question => {
          const { asks, ...rest } = question;
          const answer = await known.readMeasures({
            ...rest,
            asks: asks.map(ask => ({ ...ask, measure: 'requests' })),
          });
          return {
            ...answer,
            answers: answer.answers.map(each => ({
              ...each,
              measure: 'water-use',
            })),
          };
        },
      },
    });
    await open();
    expect(await row('Water use')).toHaveTextContent('180.4K requests');
  });

  it('tells failures of single figures from a failure of the whole', async () => {
    const known = measuredBackend({
      seen: { 'kv_cache.use': { error: 'The engine fra hangs' } },
    });
    const readMeasures = jest
      .fn(known.readMeasures)
      .mockRejectedValueOnce(new Error('no'));
    await render({ backend: { ...known, readMeasures } });
    await open();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Try again' }),
    );
    expect(await row('KV cache taken')).toHaveTextContent('could not be read');
    expect(await row('Tokens')).toHaveTextContent('182M tokens');
  });

  it('says when the list cannot be read, and when there is nothing in it', async () => {
    const known = measuredBackend();
    const listMeasures = jest
      .fn(known.listMeasures)
      .mockRejectedValueOnce(new Error('no'))
      .mockResolvedValueOnce([]);
    const { card } = await render({ backend: { ...known, listMeasures } });
    await open();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Try again' }),
    );
    await waitFor(() =>
      expect(saysOf(card)).toMatch(/Nothing is measured for this task\./),
    );
  });

  it('explains a figure', async () => {
    await render();
    await open();
    const explain = await screen.findByRole('button', {
      name: 'Explain the figures: Tokens',
    });
    await userEvent.click(explain);
    const dialog = await screen.findByRole('dialog', { name: 'Tokens' });
    expect(
      within(dialog).getByRole('heading', { level: 3, name: 'Tokens' }),
    ).toBeInTheDocument();
  });
});
