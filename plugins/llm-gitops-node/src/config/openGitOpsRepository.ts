import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { GitOpsRepository } from '../repository';
import { seedGitOpsRepository } from '../seed';
import type { GitOpsConfig } from './GitOpsConfig';
import { RepositoryForm, repositoryForm } from './openForm';

/**
 * Opens the repository that the configuration describes, for the one who keeps the catalog at its head. Where it is
 * missing, or has no commit, it is created, and seeded if a seed is configured; but not where the catalog has entities
 * from it: a volume that is not mounted must not be taken for a first start, after which the catalog would forget all
 * that has been committed. Throws `ServiceUnavailableError` with one line that names the reason.
 *
 * @public
 */
export async function openGitOpsRepository(options: {
  config: GitOpsConfig;
  logger: LoggerService;
  /** How many entities the catalog has from the repository. Asked only where there is no commit; it may reject. */
  countInCatalog: () => Promise<number>;
}): Promise<GitOpsRepository> {
  const { config, logger, countInCatalog } = options;
  const { branch, seed } = config;
  const form = repositoryForm(config, logger);

  const known = await openWithCommits(form);
  if (known) {
    return known;
  }
  const held = await askCatalog(form, branch, countInCatalog);
  if (held > 0) {
    // Another replica may have made its first start since, and the catalog has the entities from that.
    const made = await openWithCommits(form);
    if (made) {
      return made;
    }
    throw new ServiceUnavailableError(
      `The Git repository ${form.place} ${await stateOf(
        form,
        branch,
      )}, but the catalog has ${held} ${
        held === 1 ? 'entity' : 'entities'
      } from it: bring it back (is its volume mounted?), or put a new bare repository in its place, with a commit of what the catalog should have`,
    );
  }

  const repository = await form.open();
  if (seed !== undefined) {
    await seedGitOpsRepository({ repository, directory: seed, logger });
  }
  return repository;
}

/**
 * Opens the repository that the configuration describes, for those who read it, commit or propose: where there is none,
 * nothing is created. Throws `ServiceUnavailableError` with one line that names the reason.
 *
 * @public
 */
export async function openExistingGitOpsRepository(options: {
  config: GitOpsConfig;
  logger: LoggerService;
}): Promise<GitOpsRepository> {
  return repositoryForm(options.config, options.logger).openExisting();
}

async function openWithCommits(
  form: RepositoryForm,
): Promise<GitOpsRepository | undefined> {
  if (!(await form.isThere())) {
    return undefined;
  }
  const repository = await form.open();
  const head = await repository.head();
  return head === undefined ? undefined : repository;
}

async function askCatalog(
  form: RepositoryForm,
  branch: string,
  countInCatalog: () => Promise<number>,
): Promise<number> {
  try {
    return await countInCatalog();
  } catch (error) {
    throw new ServiceUnavailableError(
      `The Git repository ${form.place} ${await stateOf(
        form,
        branch,
      )}, and is not begun before the catalog says that it has nothing from it`,
      error,
    );
  }
}

async function stateOf(form: RepositoryForm, branch: string): Promise<string> {
  return (await form.isThere())
    ? `has no commit on its branch ${branch}`
    : 'is not there';
}
