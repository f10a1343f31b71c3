import {
  actionExecutePermission,
  taskCancelPermission,
  taskCreatePermission,
  taskReadPermission,
  templateDryRunPermission,
  templateManagementPermission,
  templateParameterReadPermission,
  templateStepReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import { EVERYONE, Grant } from './Grant';

/**
 * Members run templates, try them out and see what they ran, the platform team
 * writes templates and sees all runs, reviewers see all runs and start none.
 */
export const scaffolderGrants: Grant[] = [
  { permission: templateParameterReadPermission, roles: EVERYONE },
  { permission: templateStepReadPermission, roles: EVERYONE },
  { permission: taskCreatePermission, roles: ['member'] },
  { permission: actionExecutePermission, roles: ['member'] },
  {
    permission: taskReadPermission,
    roles: ['owner', 'platform', 'reviewer'],
  },
  { permission: taskCancelPermission, roles: ['owner', 'platform'] },
  { permission: templateManagementPermission, roles: ['platform'] },
  // Whoever proposes a change sees beforehand what it would be. A dry run takes
  // the template from the request, but has no more rights than the caller, and
  // an action either changes nothing outside of its workspace in one, or is
  // left out.
  { permission: templateDryRunPermission, roles: ['member'] },
];
