import { isError } from '@backstage/errors';
import {
  LlmChangePreview,
  LlmPreviewedFile,
} from '@modelyard/plugin-llm-common';
import {
  findChangeOwners,
  GitOpsProposal,
  GitOpsRepository,
  readableTexts,
} from '@modelyard/plugin-llm-gitops-node';
import { readPortalUsers } from '@modelyard/plugin-llm-node';
import { Concerned } from './requireResponsible';
import { ChangeSet } from './ChangeSet';
import { Proposer, refuseOthers } from './refuseOthers';

/** Characters of all texts of a preview, which travel in one answer. */
const MAX_TEXT = 4 * 1024 * 1024;

/**
 * What a run would do to the main branch, and to a change of the same name that waits for a review. Throws as the run would
 * where that is a change of others.
 */
export async function previewChanges(options: {
  repository: GitOpsRepository;
  changeSet: ChangeSet;
  /** Names the change. */
  change: string;
  review: LlmChangePreview['review'];
  /** Whether who runs the template may see what the repository holds. */
  mayRead: boolean;
  proposer: Proposer;
  /** Whether what others alone have proposed under the name may be replaced. */
  revise: boolean;
  concerned?: Concerned;
}): Promise<Pick<LlmChangePreview, 'files' | 'owners' | 'revises'>> {
  const { repository, changeSet, change, review, mayRead } = options;
  const open =
    review === 'proposal'
      ? await ifFound(repository.readProposal(change))
      : undefined;
  if (open && !options.revise) {
    refuseOthers({ ...options, versions: open.commits });
  }
  const head = await repository.head();
  const files = await compareFiles({ repository, changeSet, head, mayRead });
  const { owners } = await findChangeOwners({
    repository,
    before: head,
    paths: files
      .filter(({ outcome }) => outcome !== 'unchanged')
      .map(({ path }) => path),
    files: changeSet.files,
    ...options.concerned,
  });
  return {
    files,
    owners,
    ...(open && { revises: mayRead ? factsOf(open) : {} }),
  };
}

async function compareFiles(options: {
  repository: GitOpsRepository;
  changeSet: ChangeSet;
  head: string | undefined;
  mayRead: boolean;
}): Promise<LlmPreviewedFile[]> {
  const { repository, changeSet, head, mayRead } = options;
  const blobs = new Map(
    (head === undefined
      ? []
      : await repository.listFiles({ commit: head })
    ).map(({ path, blob }) => [path, blob]),
  );
  const wanted: Array<{ path: string; after?: Buffer }> = [
    ...changeSet.files.map(({ path, content }) => ({ path, after: content })),
    ...changeSet.removed.map(path => ({ path })),
  ].sort((left, right) => (left.path < right.path ? -1 : 1));

  const files: LlmPreviewedFile[] = [];
  let room = MAX_TEXT;
  for (const { path, after } of wanted) {
    const blob = blobs.get(path);
    const before = blob ? await repository.readBlob(blob) : undefined;
    const file = compare({ path, before, after, mayRead });
    const length = (file.before?.length ?? 0) + (file.after?.length ?? 0);
    if (length > room) {
      const { before: _before, after: _after, ...facts } = file;
      files.push({ ...facts, omitted: 'too-many' });
    } else {
      room -= length;
      files.push(file);
    }
  }
  return files;
}

function compare(options: {
  path: string;
  before: Buffer | undefined;
  after: Buffer | undefined;
  mayRead: boolean;
}): LlmPreviewedFile {
  const { path, before, after, mayRead } = options;
  const facts = {
    path,
    outcome: outcomeOf(before, after),
    ...(before && { bytesBefore: before.length }),
    ...(after && { bytesAfter: after.length }),
  };
  if (facts.outcome === 'unchanged') {
    return facts;
  }
  if (before && !mayRead) {
    return { ...facts, omitted: 'not-allowed', ...readableTexts({ after }) };
  }
  return { ...facts, ...readableTexts({ before, after }) };
}

function outcomeOf(
  before: Buffer | undefined,
  after: Buffer | undefined,
): LlmPreviewedFile['outcome'] {
  if (before === undefined) {
    return after === undefined ? 'unchanged' : 'added';
  }
  if (after === undefined) {
    return 'removed';
  }
  return before.equals(after) ? 'unchanged' : 'changed';
}

function factsOf({ title, author, commits }: GitOpsProposal) {
  const [userRef] = readPortalUsers(commits[commits.length - 1].message);
  return {
    title,
    proposedBy: { name: author.name, ...(userRef && { userRef }) },
  };
}

async function ifFound<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (isError(error) && error.name === 'NotFoundError') {
      return undefined;
    }
    throw error;
  }
}
