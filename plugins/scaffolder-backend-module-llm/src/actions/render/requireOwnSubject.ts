import { Intent } from '@modelyard/llm-manifests';
import { OwnGroupOptions, requireOwnGroup, Run } from '../requireOwnGroup';
import { entityOf } from './committedFolder';

/**
 * Lets nobody set up a deployment in the name of a group to which they do not belong: its quotas and its money pay for the
 * servers. What a deployment says already stays. A pool has the owner that its entity says.
 *
 * @param options - `before` is the intent as it is committed
 */
export async function requireOwnSubject(
  options: OwnGroupOptions & { run: Run; intent: Intent; before?: Intent },
): Promise<void> {
  const { subject } = options.intent;
  if (
    subject.kind === 'deployment' &&
    subject.owner !== options.before?.subject.owner
  ) {
    await requireOwnGroup({
      ...options,
      field: 'subject.owner',
      owner: subject.owner,
      of: `${entityOf(subject)} ${subject.deployment}`,
    });
  }
}
