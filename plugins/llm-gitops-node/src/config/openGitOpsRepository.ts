import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { BareFolderGitOpsRepository, BareFolderOptions } from '../bareFolder';
import { hasRepository } from '../bareFolder/prepareFolder';
import type { GitOpsRepository } from '../repository';
import { seedGitOpsRepository } from '../seed';
import type { GitOpsConfig } from './readGitOpsConfig';

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
  const { folder, branch, author, seed } = config;
  const place = { folder, branch, author, logger };

  const known = await openWithCommits(place);
  if (known) {
    return known;
  }
  const held = await askCatalog(config, countInCatalog);
  if (held > 0) {
    // Another replica may have made its first start since, and the catalog has the entities from that.
    const made = await openWithCommits(place);
    if (made) {
      return made;
    }
    throw new ServiceUnavailableError(
      `The Git repository ${folder} ${await stateOf(
        config,
      )}, but the catalog has ${held} ${
        held === 1 ? 'entity' : 'entities'
      } from it: bring it back (is its volume mounted?), or put a new bare repository in its place, with a commit of what the catalog should have`,
    );
  }

  const repository = await BareFolderGitOpsRepository.create(place);
  if (seed !== undefined) {
    await seedGitOpsRepository({ repository, directory: seed, logger });
  }
  return repository;
}

async function openWithCommits(
  place: BareFolderOptions,
): Promise<GitOpsRepository | undefined> {
  if (!(await hasRepository(place.folder))) {
    return undefined;
  }
  const repository = await BareFolderGitOpsRepository.create(place);
  const head = await repository.head();
  return head === undefined ? undefined : repository;
}

async function askCatalog(
  config: GitOpsConfig,
  countInCatalog: () => Promise<number>,
): Promise<number> {
  try {
    return await countInCatalog();
  } catch (error) {
    throw new ServiceUnavailableError(
      `The Git repository ${config.folder} ${await stateOf(
        config,
      )}, and is not begun before the catalog says that it has nothing from it`,
      error,
    );
  }
}

async function stateOf({ folder, branch }: GitOpsConfig): Promise<string> {
  return (await hasRepository(folder))
    ? `has no commit on its branch ${branch}`
    : 'is not there';
}
