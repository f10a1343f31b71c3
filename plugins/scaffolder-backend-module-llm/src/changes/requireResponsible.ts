import { NotAllowedError } from '@backstage/errors';
import {
  findChangeOwners,
  GitOpsRepository,
} from '@modelyard/plugin-llm-gitops-node';
import {
  LlmPolicyUser,
  LlmRoleGroups,
  mayDecide,
} from '@modelyard/plugin-llm-node';
import { ChangeSet } from './ChangeSet';

/** How those are found whom a change concerns. */
export type Concerned = Pick<
  Parameters<typeof findChangeOwners>[0],
  'ownersOf' | 'alsoConcerned'
>;

/**
 * Throws NotAllowedError where somebody changes at once what is not theirs: where nobody reviews, only those may who could merge
 * the change.
 */
export async function requireResponsible(
  options: Concerned & {
    repository: GitOpsRepository;
    changeSet: ChangeSet;
    user: LlmPolicyUser;
    groups: LlmRoleGroups;
  },
): Promise<void> {
  const { repository, changeSet, user, groups } = options;
  const { files, removed } = changeSet;
  const { reviewers } = await findChangeOwners({
    ...options,
    before: await repository.head(),
    files,
    paths: [...files.map(({ path }) => path), ...removed],
  });
  if (!mayDecide(user, groups, reviewers)) {
    throw new NotAllowedError(
      `Changes are committed at once here, so that you can only change what is yours: this needs somebody ${
        reviewers.length > 0 ? `of ${reviewers.join(' and ')}, or ` : ''
      }of the platform team`,
    );
  }
}
