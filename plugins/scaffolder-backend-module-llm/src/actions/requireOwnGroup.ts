import {
  AuthService,
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError, NotAllowedError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { LlmRoleGroups, rolesOf } from '@modelyard/plugin-llm-node';

/** What it takes to know to whom something may be given. */
export interface OwnGroupOptions {
  auth: AuthService;
  catalog: CatalogService;
  groups: LlmRoleGroups;
  userInfo: UserInfoService;
}

/** The part of an action's context that says who runs it. */
interface Run {
  getInitiatorCredentials(): Promise<BackstageCredentials>;
  checkpoint(options: {
    key: string;
    fn: () => Promise<string>;
  }): Promise<string>;
}

/**
 * Lets nobody name an owner whom the catalog does not know, or to whom they do not belong: forms offer no other, but a run
 * needs no form. Who runs the platform may name anybody. A rule of its own, which no policy lifts.
 *
 * @param options - `owner` is what the run asks for, and nothing is checked where it asks for none; `entity` is sound otherwise
 */
export async function requireOwnGroup(
  options: OwnGroupOptions & { run: Run; owner: unknown; entity: Entity },
): Promise<void> {
  const { run, owner, entity } = options;
  if (typeof owner !== 'string' || !owner.trim()) {
    return;
  }
  // A run that is taken up again may find the token of its user expired: whom they may name was decided before.
  await run.checkpoint({
    key: `may-give-${stringifyEntityRef(entity)}-to-${owner}`,
    fn: async () =>
      check({
        ...options,
        ref: stringifyEntityRef(
          parseEntityRef(owner, {
            defaultKind: 'group',
            defaultNamespace: entity.metadata.namespace,
          }),
        ),
        credentials: await run.getInitiatorCredentials(),
      }),
  });
}

async function check(
  options: OwnGroupOptions & { ref: string; credentials: BackstageCredentials },
): Promise<string> {
  const { auth, catalog, groups, userInfo, ref, credentials } = options;
  if (!(await catalog.getEntityByRef(ref, { credentials }))) {
    throw new InputError(
      `spec.owner: the catalog has no ${ref}, or you may not see it`,
    );
  }
  const user = auth.isPrincipal(credentials, 'user')
    ? await userInfo.getUserInfo(credentials)
    : undefined;
  const isTheirs =
    user &&
    (user.ownershipEntityRefs.includes(ref) ||
      rolesOf(user, groups).includes('platform'));
  if (!isTheirs) {
    throw new NotAllowedError(
      `spec.owner: you do not belong to ${ref}. Name a group of your own, or ask somebody of ${ref} or of the platform team to do this`,
    );
  }
  return ref;
}
