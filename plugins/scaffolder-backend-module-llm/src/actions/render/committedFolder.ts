import { ConflictError } from '@backstage/errors';
import { Intent, readIntent, Subject } from '@modelyard/llm-manifests';
import {
  entityOfFolder,
  GitOpsRepository,
  GitOpsTree,
  RenderedFolder,
} from '@modelyard/plugin-llm-gitops-node';
import { isDeepStrictEqual } from 'node:util';
import {
  requireNotHidden,
  requireVisibleFiles,
  Viewer,
} from '../../changes/hidden';
import { fullRef } from '../assess/readEntities';

/** What is committed where something is rendered to, and all that is committed beside it. */
export interface Committed {
  tree: GitOpsTree;
  folder: RenderedFolder;
  /** Absent where there is none, or it cannot be read. */
  intent?: Intent;
}

/** Reads what is committed in a folder, for somebody who sees what it is about. Throws NotAllowedError for anybody else. */
export async function readCommitted(options: {
  viewer: Viewer;
  open: () => Promise<GitOpsRepository>;
  subject: Subject;
  folder: string;
}): Promise<Committed> {
  const { viewer, open, subject, folder } = options;
  const byName = entityOfFolder(folder);
  await requireNotHidden(viewer, [
    entityOf(subject),
    ...(byName === undefined ? [] : [byName]),
  ]);
  const repository = await open();
  const tree = await GitOpsTree.read({ repository });
  const files = await tree.readFolder(folder);
  const intent =
    files.intent === undefined ? undefined : readIntent(files.intent);
  if (intent) {
    const paths = [`${folder}/intent.yaml`];
    await requireVisibleFiles(viewer, { repository, paths });
  }
  if (intent?.ok && !isSameThing(intent.value.subject, subject)) {
    throw new ConflictError(
      `folder: ${folder} holds what was rendered for something else; choose another folder`,
    );
  }
  return {
    tree,
    folder: files,
    ...(intent?.ok && { intent: intent.value }),
  };
}

/** Whether an intent says the same as the one that is committed, however it was rendered. */
export function saysSame(intent: Intent, committed: Intent): boolean {
  const told = ({ target, subject, parts }: Intent) => ({
    target,
    subject,
    parts,
  });
  return isDeepStrictEqual(told(intent), told(committed));
}

/** Throws ConflictError: what is there already is not replaced by something else unless that is asked for. */
export function refuseReplacing(
  { folder, intent }: Committed,
  subject: Subject,
): never {
  const what = nameOf(subject);
  if (!intent) {
    throw new ConflictError(
      `${
        folder.folder
      } holds files of ${what} already, and no intent that can be read says how they came about: choose another ${field(
        subject,
      )}, or take them out first`,
    );
  }
  throw new ConflictError(
    subject.kind === 'pool'
      ? `What is rendered for ${what} is there already, and says something else: render it from what the pool says`
      : `${field(
          subject,
        )}: ${what} is there already, and is set up in another way. Change it with the template "Change a deployment", or choose another name for the new deployment`,
  );
}

/** The Model or GpuPool that an intent is about, in full. */
export function entityOf(subject: Subject): string {
  return subject.kind === 'pool'
    ? fullRef('subject.pool', subject.pool, 'GpuPool')
    : fullRef('subject.model', subject.model, 'Model');
}

/** What people call a subject. */
export function nameOf(subject: Subject): string {
  return subject.kind === 'pool'
    ? entityOf(subject)
    : `the deployment ${subject.deployment} of ${entityOf(subject)}`;
}

function field(subject: Subject): string {
  return subject.kind === 'pool' ? 'folder' : 'subject.deployment';
}

function isSameThing(one: Subject, other: Subject): boolean {
  return nameOf(one) === nameOf(other);
}
