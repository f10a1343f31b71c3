import { AuthService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { gitOpsEntitiesQuery } from '@modelyard/plugin-llm-gitops-node';
import { setTimeout } from 'node:timers/promises';

const PATIENCE_MS = 60_000;
const PAUSE_MS = 500;

/**
 * How many entities the catalog has from the GitOps repository. The first look at the repository may come before the
 * catalog answers requests, so it is asked for a while before this rejects.
 */
export async function countInCatalog(options: {
  auth: AuthService;
  catalog: CatalogService;
}): Promise<number> {
  const { auth, catalog } = options;
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      const { totalItems } = await catalog.queryEntities(
        { query: gitOpsEntitiesQuery, limit: 1, fields: ['kind'] },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      return totalItems;
    } catch (error) {
      if (performance.now() > deadline) {
        throw error;
      }
      await setTimeout(PAUSE_MS);
    }
  }
}
