import type { ReactElement } from 'react';
import type { Entity } from '@backstage/catalog-model';
import {
  configApiRef,
  identityApiRef,
  type ExternalRouteRef,
} from '@backstage/core-plugin-api';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import type { JsonObject } from '@backstage/types';
import { llmApiRef, type LlmApi } from '../api';
import {
  catalogGraphLinkRouteRef,
  fleetLinkRouteRef,
  templateLinkRouteRef,
} from '../routes';

/** The page of a portal with the scaffolder. */
export const templateRoute = {
  '/create/templates/:namespace/:templateName': templateLinkRouteRef,
};

/** A template as the catalog has it. */
export function templateEntity(name: string, namespace = 'default'): Entity {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name, namespace },
  };
}

/** What a link fills into the form of a template, and the path of the form. */
export function prefilled(link: HTMLElement) {
  const { pathname, searchParams } = new URL(
    link.getAttribute('href')!,
    'http://portal',
  );
  const formData = searchParams.get('formData');
  return [pathname, formData && JSON.parse(formData)];
}

/**
 * Shows a card on the page of an entity, in a portal that has the fleet page
 * and the catalog graph.
 */
export async function renderCard(
  card: ReactElement,
  options: {
    entity: Entity;
    /** What else is in the catalog. */
    entities?: Entity[];
    catalogApi?: typeof catalogApiRef.T;
    /** What the signed-in user owns by. */
    ownershipEntityRefs?: string[];
    /** What the backend answers; by default, that nothing was edited by hand. */
    llmApi?: Partial<LlmApi>;
    /** The pages that the portal has beside the entity pages. */
    mountedRoutes?: Record<string, ExternalRouteRef>;
    config?: JsonObject;
  },
) {
  const {
    entity,
    entities = [],
    ownershipEntityRefs = [],
    mountedRoutes = {
      '/llm': fleetLinkRouteRef,
      '/catalog-graph': catalogGraphLinkRouteRef,
    },
  } = options;
  const catalogApi =
    options.catalogApi ?? catalogApiMock({ entities: [entity, ...entities] });
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [catalogApiRef, catalogApi],
        [configApiRef, mockApis.config({ data: options.config ?? {} })],
        [llmApiRef, { listDrift: async () => [], ...options.llmApi }],
        [
          identityApiRef,
          mockApis.identity({
            userEntityRef: 'user:default/mira.app',
            ownershipEntityRefs,
          }),
        ],
      ]}
    >
      <EntityProvider entity={entity}>{card}</EntityProvider>
    </TestApiProvider>,
    {
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        ...mountedRoutes,
      },
    },
  );
}
