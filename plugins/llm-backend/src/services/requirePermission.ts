import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';

/**
 * Throws NotAllowedError for who does not hold a permission.
 *
 * @param options - `act` is what it is needed for, as the subject of a sentence
 */
export async function requirePermission(options: {
  permissions: PermissionsService;
  permission: BasicPermission;
  credentials: BackstageCredentials;
  act?: string;
}): Promise<void> {
  const { permissions, permission, credentials, act = 'This' } = options;
  const [decision] = await permissions.authorize([{ permission }], {
    credentials,
  });
  if (decision.result !== AuthorizeResult.ALLOW) {
    throw new NotAllowedError(
      `${act} needs the permission '${permission.name}'`,
    );
  }
}
