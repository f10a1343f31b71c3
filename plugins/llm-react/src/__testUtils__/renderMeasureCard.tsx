import type { ComponentType } from 'react';
import type { Entity } from '@backstage/catalog-model';
import { screen, type RenderResult } from '@testing-library/react';
import { fleetLinkRouteRef } from '../routes';
import { measuredBackend, type Sight } from './measuredBackend';
import { renderCard } from './renderCard';

/**
 * Shows a card of measures whose sources see what a test says, and waits until
 * it has settled.
 */
export async function renderMeasureCard(options: {
  Card: ComponentType;
  title: string | RegExp;
  entity: Entity;
  sight?: Sight;
  backend?: ReturnType<typeof measuredBackend>;
}): Promise<
  RenderResult & {
    card: HTMLElement;
    backend: ReturnType<typeof measuredBackend>;
  }
> {
  const { Card, title, entity, sight } = options;
  const backend = options.backend ?? measuredBackend(sight);
  const rendered = await renderCard(<Card />, {
    entity,
    llmApi: backend,
    mountedRoutes: { '/llm': fleetLinkRouteRef },
  });
  const card = await screen.findByRole('region', {
    name: title,
    busy: false,
  });
  return { ...rendered, card, backend };
}

/** What a card says, as it is read. */
export function saysOf(card: HTMLElement): string {
  return card.textContent?.replace(/\s+/g, ' ') ?? '';
}

/** The figure beside a name of the card's list. */
export function figureOf(card: HTMLElement, name: string): string | undefined {
  const term = [...card.querySelectorAll('dt')].find(
    ({ textContent }) => textContent === name,
  );
  return term?.nextElementSibling?.textContent?.replace(/\s+/g, ' ').trim();
}
