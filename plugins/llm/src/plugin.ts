import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import {
  createCardExtension,
  type CardExtensionProps,
} from '@backstage/plugin-home-react';
import {
  createSearchResultListItemExtension,
  type SearchResultListItemExtensionProps,
} from '@backstage/plugin-search-react';
import {
  catalogGraphLinkRouteRef,
  catalogIndexLinkRouteRef,
  fleetLinkRouteRef,
  fleetRouteRef,
  isLlmSearchResult,
  llmApiFactory,
  loadSearchResultListItem,
  templateLinkRouteRef,
  type LlmSearchResultListItemProps,
} from '@modelyard/plugin-llm-react';
import { homeWidget, loadHomeWidget } from './homeWidget';
import type { EntityLlmCardProps } from './legacy/EntityLlmCard';

/**
 * The plugin in the old frontend system.
 *
 * @public
 */
export const llmPlugin = createPlugin({
  id: 'llm',
  apis: [llmApiFactory],
  routes: { root: fleetRouteRef },
  externalRoutes: {
    fleet: fleetLinkRouteRef,
    catalogGraph: catalogGraphLinkRouteRef,
    catalogIndex: catalogIndexLinkRouteRef,
    template: templateLinkRouteRef,
  },
});

/**
 * The fleet page: models and pools side by side.
 *
 * @public
 */
export const LlmFleetPage: () => JSX.Element = llmPlugin.provide(
  createRoutableExtension({
    name: 'LlmFleetPage',
    component: () => import('./legacy/FleetPage').then(m => m.FleetPage),
    mountPoint: fleetRouteRef,
  }),
);

/**
 * One card by its id.
 *
 * @public
 */
export const EntityLlmCard: (props: EntityLlmCardProps) => JSX.Element =
  llmPlugin.provide(
    createComponentExtension({
      name: 'EntityLlmCard',
      component: {
        lazy: () => import('./legacy/EntityLlmCard').then(m => m.EntityLlmCard),
      },
    }),
  );

/**
 * All cards that match the entity of the page.
 *
 * @public
 */
export const EntityLlmOverview: () => JSX.Element | null = llmPlugin.provide(
  createComponentExtension({
    name: 'EntityLlmOverview',
    component: {
      lazy: () =>
        import('./legacy/EntityLlmOverview').then(m => m.EntityLlmOverview),
    },
  }),
);

/**
 * The content of the tab of usage: for an `EntityLayout.Route`, with the
 * condition `hasLlmUsage`.
 *
 * @public
 */
export const EntityLlmUsageContent: () => JSX.Element = llmPlugin.provide(
  createComponentExtension({
    name: 'EntityLlmUsageContent',
    component: {
      lazy: () =>
        import('./legacy/EntityLlmUsageContent').then(
          m => m.EntityLlmUsageContent,
        ),
    },
  }),
);

/**
 * What the reader's team used this month, for the grid of a home page.
 *
 * @public
 */
export const LlmHomeUsage: (props: CardExtensionProps<unknown>) => JSX.Element =
  llmPlugin.provide(
    createCardExtension({
      name: homeWidget.component,
      title: homeWidget.title,
      description: homeWidget.description,
      layout: homeWidget.layout,
      components: loadHomeWidget,
    }),
  );

/**
 * Models and pools among search results. It must stand before the catalog's
 * own item, which takes every entity.
 *
 * @public
 */
export const LlmSearchResultListItem: (
  props: SearchResultListItemExtensionProps<LlmSearchResultListItemProps>,
) => JSX.Element | null = llmPlugin.provide(
  createSearchResultListItemExtension({
    name: 'LlmSearchResultListItem',
    component: loadSearchResultListItem,
    predicate: isLlmSearchResult,
  }),
);
