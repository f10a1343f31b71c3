import type { ComponentType } from 'react';
import type { Entity } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { measuredBackend } from './measuredBackend';
import { renderCard } from './renderCard';
import { renderMeasureCard, saysOf } from './renderMeasureCard';
import { promises } from './seenSeries';

const down = { error: 'The engine fra did not answer within 2.5 s' };

/** Tests the states that every card of measures has. */
export function itShowsMeasureStates(options: {
  Card: ComponentType;
  title: string | RegExp;
  entity: Entity;
  /** What the card advises to set up. */
  advice: RegExp;
  /** A text of the card where everything is known. */
  content: RegExp;
}) {
  const { Card, title, entity, advice, content } = options;
  const region = () => screen.getByRole('region', { name: title });
  const context = promises;

  it('shows that it loads', async () => {
    await renderCard(<Card />, {
      entity,
      llmApi: { readMeasures: () => new Promise(() => {}) },
    });
    expect(region()).toHaveAttribute('aria-busy', 'true');
  });

  it('says when the reader may not see measures', async () => {
    await renderCard(<Card />, {
      entity,
      llmApi: {
        readMeasures: async () => {
          throw new NotAllowedError('llm.measure.read');
        },
      },
    });
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
  });

  it('says when the backend fails, and asks again', async () => {
    const backend = measuredBackend({ context });
    const readMeasures = jest
      .fn(backend.readMeasures)
      .mockRejectedValueOnce(new Error('database is locked'));
    await renderCard(<Card />, {
      entity,
      llmApi: { ...backend, readMeasures },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Try again' }),
    );
    await waitFor(() => expect(saysOf(region())).toMatch(content));
  });

  it('says once what is to be set up where nothing is', async () => {
    const { card } = await renderMeasureCard({
      Card,
      title,
      entity,
      sight: { rest: 'nowhere', context },
    });
    const says = saysOf(card);
    expect(says.match(/Not measured yet/g)).toHaveLength(1);
    expect(says.match(/No data source that is set up/g)).toHaveLength(1);
    expect(says).toMatch(advice);
    expect(
      screen.getByRole('link', { name: 'Look at the data sources' }),
    ).toHaveAttribute('href', '/llm?tab=sources');
    expect(says).not.toMatch(/\d%|\d (ms|s|tokens|requests|kWh)\b|€/);
  });

  it('says that there is no data, which is no zero', async () => {
    const { card } = await renderMeasureCard({
      Card,
      title,
      entity,
      sight: { rest: 'absent', context },
    });
    const says = saysOf(card);
    expect(says).toMatch(/No data/);
    expect(says).not.toMatch(/\b0(%| |\.)/);
  });

  it('says which source failed and why, and reads again', async () => {
    const broken = measuredBackend({ rest: down, context });
    const whole = measuredBackend({ context });
    const readMeasures = jest
      .fn(whole.readMeasures)
      .mockImplementationOnce(broken.readMeasures);
    const { card } = await renderMeasureCard({
      Card,
      title,
      entity,
      backend: { ...whole, readMeasures },
    });
    expect(saysOf(card)).toMatch(
      /The engine fra did not answer within 2.5 s \(asked: [\w-]+(, [\w-]+)*\)\./,
    );
    expect(saysOf(card)).not.toMatch(/\b0(%| )/);
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Try again' })[0],
    );
    await waitFor(() => expect(saysOf(region())).toMatch(content));
    expect(saysOf(region())).not.toMatch(/did not answer/);
  });

  it('says what limits its figures', async () => {
    const { card } = await renderMeasureCard({
      Card,
      title,
      entity,
      sight: {
        context,
        qualifiers: ['stale', 'partial', 'approximate'],
        coverage: 0.9649,
      },
    });
    expect(saysOf(card)).toMatch(
      /2 minutes ago · 96.4% covered · ◷ old · ◔ incomplete, may be more · ≈ estimated/,
    );
  });
}
