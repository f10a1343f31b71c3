import {
  catalogEntityCreatePermission,
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogEntityValidatePermission,
  catalogIngestionManagePermission,
  catalogIngestionReadPermission,
  catalogLocationAnalyzePermission,
  catalogLocationCreatePermission,
  catalogLocationDeletePermission,
  catalogLocationReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import { EVERYONE, Grant } from './Grant';

/**
 * Everybody reads the catalog, owners look after what is theirs, and the
 * platform team decides what comes in.
 */
export const catalogGrants: Grant[] = [
  { permission: catalogEntityReadPermission, roles: EVERYONE },
  { permission: catalogEntityValidatePermission, roles: EVERYONE },
  { permission: catalogLocationReadPermission, roles: EVERYONE },
  // Only decides whether the portal shows its "Create" links.
  { permission: catalogEntityCreatePermission, roles: ['member'] },
  { permission: catalogEntityRefreshPermission, roles: ['owner', 'platform'] },
  { permission: catalogEntityDeletePermission, roles: ['owner', 'platform'] },
  // Analysing fetches a URL of the caller's choice: it belongs to registering.
  { permission: catalogLocationAnalyzePermission, roles: ['platform'] },
  { permission: catalogLocationCreatePermission, roles: ['platform'] },
  { permission: catalogLocationDeletePermission, roles: ['platform'] },
  {
    permission: catalogIngestionReadPermission,
    roles: ['platform', 'reviewer'],
  },
  { permission: catalogIngestionManagePermission, roles: ['platform'] },
];
