import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { LlmCardItem } from '@modelyard/plugin-llm-react';

const lazyCards = new Map<string, LazyExoticComponent<ComponentType>>();

/**
 * The component of a card, fetched when it is first shown. One per card: a new
 * lazy component on each render would fetch and mount it again.
 */
export function lazyCard(
  item: LlmCardItem,
): LazyExoticComponent<ComponentType> {
  let component = lazyCards.get(item.id);
  if (!component) {
    component = lazy(async () => ({ default: await item.load() }));
    lazyCards.set(item.id, component);
  }
  return component;
}
