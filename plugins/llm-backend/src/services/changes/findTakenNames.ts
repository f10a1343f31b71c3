import { stringifyEntityRef, parseEntityRef } from '@backstage/catalog-model';
import {
  claimedNames,
  findClaimed,
  Intent,
  NameClaim,
  readIntent,
  Subject,
} from '@modelyard/llm-manifests';
import { LlmTakenName } from '@modelyard/plugin-llm-common';
import {
  GitOpsRepository,
  GitOpsTree,
} from '@modelyard/plugin-llm-gitops-node';

const INTENT = '/intent.yaml';

/** An intent that a change brings in. */
interface NewIntent {
  folder: string;
  text: string;
  claims: readonly NameClaim[];
}

/**
 * Finds names that a change takes and that somebody else has by now: when it was made they were free. What one part of the
 * change takes is not free for another part.
 *
 * @param options - `before` is the head of the main branch, `after` that of the change, `paths` are what it changes
 */
export async function findTakenNames(options: {
  repository: GitOpsRepository;
  before: string;
  after: string;
  paths: readonly string[];
}): Promise<LlmTakenName[]> {
  const { repository, before, after, paths } = options;
  const folders = paths
    .filter(path => path.endsWith(INTENT))
    .map(path => path.slice(0, -INTENT.length));
  if (folders.length === 0) {
    return [];
  }
  const [main, proposed] = await Promise.all(
    [before, after].map(commit => GitOpsTree.read({ repository, commit })),
  );
  const changed: NewIntent[] = [];
  for (const folder of folders) {
    const [text, earlier] = await Promise.all(
      [proposed, main].map(tree => tree.readText(`${folder}${INTENT}`)),
    );
    const intent = read(text);
    if (text !== undefined && intent) {
      const claims = claimedNames(intent, { before: read(earlier) });
      changed.push({ folder, text, claims });
    }
  }
  const claims = changed.flatMap(each => each.claims);
  if (claims.length === 0) {
    return [];
  }
  const taken: LlmTakenName[] = changed.flatMap((each, index) =>
    changed.slice(0, index).flatMap(other => takenIn(each.claims, other.text)),
  );
  for await (const text of main.readIntents({ except: folders })) {
    taken.push(...takenIn(claims, text));
  }
  return taken;
}

function takenIn(claims: readonly NameClaim[], text: string): LlmTakenName[] {
  const taken = findClaimed(claims, text);
  return taken
    ? [
        {
          field: taken.claim.field,
          value: taken.claim.value,
          where: taken.claim.where,
          by: entityOf(taken.by),
        },
      ]
    : [];
}

function read(text: string | undefined): Intent | undefined {
  const intent = text === undefined ? undefined : readIntent(text);
  return intent?.ok ? intent.value : undefined;
}

function entityOf(subject: Subject): string {
  const [ref, defaultKind] =
    subject.kind === 'pool'
      ? [subject.pool, 'GpuPool']
      : [subject.model, 'Model'];
  return stringifyEntityRef(parseEntityRef(ref, { defaultKind }));
}
