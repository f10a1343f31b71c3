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
 * Members run templates and see what they ran, the platform team writes
 * templates and sees all runs, reviewers see all runs and start none.
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
  // A dry run takes the template from the request: it runs what the caller wrote.
  { permission: templateDryRunPermission, roles: ['platform'] },
];
