import type { BareFolderGitOpsRepository } from '../bareFolder';
import type { GitOpsChange, GitOpsProposeOptions } from '../repository';
import { git } from './git';
import { createRepositoryFolder, RepositoryFolder } from './repositoryFolder';

export const ALVA = { name: 'Alva Ödegård', email: 'alva@modelyard.example' };
export const REMI = {
  name: 'Remi Reviewer',
  email: 'remi@modelyard.example',
};
/** The id of the proposal that most tests make, and its ref. */
export const ID = 'serve-llama';
export const REF = `refs/heads/modelyard/${ID}`;

/** Content by path; undefined for a file that is to be removed. */
export type TestFiles = Record<string, string | undefined>;

/** A folder for one repository at a time, and what a test of proposals does with it. */
export interface ProposalFolder extends RepositoryFolder {
  /** Opens the repository, with a first commit. */
  start(files?: TestFiles): Promise<BareFolderGitOpsRepository>;
  /** Commits to the main branch, and returns its head. */
  commit(
    repository: BareFolderGitOpsRepository,
    files: TestFiles,
  ): Promise<string>;
  /** Proposes as {@link ID} and {@link ALVA}; throws where that gives no commit. */
  propose(
    repository: BareFolderGitOpsRepository,
    files: TestFiles,
    options?: Partial<GitOpsProposeOptions>,
  ): Promise<{ branch: string; base: string; head: string }>;
  /** The content of a file as git sees it. */
  show(commit: string, path: string): string;
}

export function changesOf(files: TestFiles): GitOpsChange[] {
  return Object.entries(files).map(([path, content]) =>
    content === undefined ? { path, delete: true } : { path, content },
  );
}

/** Call it once in a `describe`. */
export function createProposalFolder(): ProposalFolder {
  const repositoryFolder = createRepositoryFolder();
  const { folder, open } = repositoryFolder;

  const commit: ProposalFolder['commit'] = async (repository, files) => {
    await repository.commit({ message: 'Commit', changes: changesOf(files) });
    return (await repository.head()) ?? '';
  };
  return {
    ...repositoryFolder,
    start: async (files = { 'a.yaml': 'a' }) => {
      const repository = await open();
      await commit(repository, files);
      return repository;
    },
    commit,
    propose: async (repository, files, options = {}) => {
      const result = await repository.propose({
        id: ID,
        message: 'Serve Llama\n\nOn the H100 of Frankfurt.',
        author: ALVA,
        changes: changesOf(files),
        ...options,
      });
      if (result.outcome !== 'proposed') {
        throw new Error(`Expected a proposal: ${JSON.stringify(result)}`);
      }
      return result;
    },
    show: (commitish, path) => git(folder, 'show', `${commitish}:${path}`),
  };
}
