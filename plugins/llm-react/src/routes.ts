import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/core-plugin-api';

/**
 * The fleet page, mounted by the plugin in both frontend systems.
 *
 * @public
 */
export const fleetRouteRef = createRouteRef({ id: 'llm' });

/**
 * How cards link to the fleet page. Optional, since a portal may show the
 * cards without the page: `useRouteRef` then answers `undefined` and the link
 * stays out.
 *
 * @public
 */
export const fleetLinkRouteRef = createExternalRouteRef({
  id: 'llm-fleet',
  optional: true,
  defaultTarget: 'llm.root',
});

/**
 * How cards link to the catalog graph, where the portal has it.
 *
 * @public
 */
export const catalogGraphLinkRouteRef = createExternalRouteRef({
  id: 'llm-catalog-graph',
  optional: true,
  defaultTarget: 'catalog-graph.catalogGraph',
});

/**
 * How the fleet page links to the catalog's own lists, where the portal has
 * them.
 *
 * @public
 */
export const catalogIndexLinkRouteRef = createExternalRouteRef({
  id: 'llm-catalog-index',
  optional: true,
  defaultTarget: 'catalog.catalogIndex',
});

/**
 * How pages link to the forms of templates, where the portal has the
 * scaffolder.
 *
 * @public
 */
export const templateLinkRouteRef = createExternalRouteRef({
  id: 'llm-template',
  optional: true,
  params: ['namespace', 'templateName'],
  defaultTarget: 'scaffolder.selectedTemplate',
});
