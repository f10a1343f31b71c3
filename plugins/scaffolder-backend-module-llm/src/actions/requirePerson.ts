import {
  AuthService,
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';

/**
 * The user who does what only a person may do: a service has nobody who answers for it. Throws NotAllowedError for anybody
 * else, and for a user without the permission.
 *
 * @param options - `act` reads on after "may"
 */
export async function requirePerson(options: {
  auth: AuthService;
  permissions: PermissionsService;
  credentials: BackstageCredentials;
  permission: BasicPermission;
  act: string;
}): Promise<string> {
  const { auth, permissions, credentials, permission, act } = options;
  if (auth.isPrincipal(credentials, 'user')) {
    const [{ result }] = await permissions.authorize([{ permission }], {
      credentials,
    });
    if (result === AuthorizeResult.ALLOW) {
      return credentials.principal.userEntityRef;
    }
  }
  throw new NotAllowedError(
    `Only a person with the permission ${permission.name} may ${act}`,
  );
}
