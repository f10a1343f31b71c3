import {
  AuthService,
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  DEFAULT_NAMESPACE,
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
export interface Run {
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
 * @param options - `owner` is what the run asks for under the name `field`, and nothing is checked where it asks for none; `of`
 * is what gets the owner, in full; `namespace` is what the owner is in where it says nothing else
 */
export async function requireOwnGroup(
  options: OwnGroupOptions & {
    run: Run;
    field: string;
    owner: unknown;
    of: string;
    namespace?: string;
  },
): Promise<void> {
  const { run, owner, of, namespace = DEFAULT_NAMESPACE } = options;
  if (typeof owner !== 'string' || !owner.trim()) {
    return;
  }
  // A run that is taken up again may find the token of its user expired: whom they may name was decided before.
  await run.checkpoint({
    key: `may-give-${of}-to-${owner}`,
    fn: async () =>
      check({
        ...options,
        ref: stringifyEntityRef(
          parseEntityRef(owner, {
            defaultKind: 'group',
            defaultNamespace: namespace,
          }),
        ),
        credentials: await run.getInitiatorCredentials(),
      }),
  });
}

async function check(
  options: OwnGroupOptions & {
    field: string;
    ref: string;
    credentials: BackstageCredentials;
  },
): Promise<string> {
  const { auth, catalog, groups, userInfo, field, ref, credentials } = options;
  if (!(await catalog.getEntityByRef(ref, { credentials }))) {
    throw new InputError(
      `${field}: the catalog has no ${ref}, or you may not see it`,
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
      `${field}: you do not belong to ${ref}. Name a group of your own, or ask somebody of ${ref} or of the platform team to do this`,
    );
  }
  return ref;
}
