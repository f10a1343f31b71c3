import {
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  Entity,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { LlmRoleGroups, rolesOf } from '@modelyard/plugin-llm-node';

/**
 * Lets through who owns an entity, directly or by a group, and who runs the platform. Throws NotAllowedError for anybody
 * else. A rule of its own, which no policy lifts.
 *
 * @param options - `act` reads on after "may"
 */
export async function requireOwner(options: {
  userInfo: UserInfoService;
  credentials: BackstageCredentials;
  groups: LlmRoleGroups;
  entity: Entity;
  act: string;
}): Promise<void> {
  const { userInfo, credentials, groups, entity, act } = options;
  const user = await userInfo.getUserInfo(credentials);
  const roles = rolesOf(user, groups);
  const owners = (entity.relations ?? [])
    .filter(({ type }) => type === RELATION_OWNED_BY)
    .map(({ targetRef }) => targetRef);
  const isOwner =
    roles.includes('owner') &&
    owners.some(owner => user.ownershipEntityRefs.includes(owner));
  if (!isOwner && !roles.includes('platform')) {
    throw new NotAllowedError(
      `Only who owns ${stringifyEntityRef(entity)} may ${act}: ask ${
        owners.join(' or ') || 'who runs the platform, since nobody owns it'
      }`,
    );
  }
}
