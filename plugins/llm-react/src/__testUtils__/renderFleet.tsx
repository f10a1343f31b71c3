import {
  llmChangeMergePermission,
  llmChangeReadPermission,
  llmChangeWithdrawPermission,
  llmSourceReadPermission,
} from '@modelyard/plugin-llm-common';
import type { Entity } from '@backstage/catalog-model';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { useLocation } from 'react-router-dom';
import { SWRConfig } from 'swr';
import { llmApiRef, type LlmApi } from '../api';
import { FleetContent } from '../fleet/FleetContent';
import { catalogIndexLinkRouteRef } from '../routes';
import { templateRoute } from './renderCard';
import { fleet } from './fleetEntities';
import { usageBackend } from './usageBackend';

function Address() {
  const { search } = useLocation();
  return <output data-testid="address">{search}</output>;
}

/** Shows the fleet page in a portal that has the catalog's lists. */
export async function renderFleet(
  options: {
    /** What stands behind the path of the page, such as `?tab=pools`. */
    search?: string;
    entities?: Entity[];
    catalogApi?: typeof catalogApiRef.T;
    /** Whether the user may read the sources, or `error` when nobody knows. */
    sourcesAllowed?: boolean | 'error';
    listSources?: LlmApi['listSources'];
    /** Whether the user may read the changes, or `error` when nobody knows. */
    changesAllowed?: boolean | 'error';
    /** Whether the user may merge and withdraw them. Default true. */
    decisionsAllowed?: boolean;
    /** The rest of the backend. */
    llmApi?: Partial<LlmApi>;
  } = {},
) {
  const {
    search = '',
    entities = fleet,
    sourcesAllowed = false,
    changesAllowed = false,
    decisionsAllowed = true,
    listSources = async () => [],
    llmApi,
  } = options;
  const catalogApi = options.catalogApi ?? catalogApiMock({ entities });
  const allowed = new Map<string, boolean | 'error'>([
    [llmSourceReadPermission.name, sourcesAllowed],
    [llmChangeReadPermission.name, changesAllowed],
    [llmChangeMergePermission.name, decisionsAllowed],
    [llmChangeWithdrawPermission.name, decisionsAllowed],
  ]);
  return renderInTestApp(
    // Answers to earlier questions for permissions must not be remembered.
    <SWRConfig value={{ provider: () => new Map() }}>
      <TestApiProvider
        apis={[
          [catalogApiRef, catalogApi],
          [
            llmApiRef,
            {
              listSources,
              listChanges: async () => [],
              readUsage: usageBackend({ hours: [] }).readUsage,
              ...llmApi,
            },
          ],
          [
            permissionApiRef,
            {
              authorize: async ({ permission }) => {
                const answer = allowed.get(permission.name);
                if (answer === 'error') {
                  throw new Error('the permission backend is away');
                }
                return {
                  result: answer ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
                };
              },
            },
          ],
        ]}
      >
        <FleetContent />
        <Address />
      </TestApiProvider>
    </SWRConfig>,
    {
      routeEntries: [`/llm${search}`],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/catalog': catalogIndexLinkRouteRef,
        ...templateRoute,
      },
    },
  );
}
