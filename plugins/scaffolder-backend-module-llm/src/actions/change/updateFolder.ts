import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { Intent, readIntent } from '@modelyard/llm-manifests';
import { RenderedFolder } from '@modelyard/plugin-llm-gitops-node';
import { existsSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { writeChanges, WrittenFile } from '../../changes/writeChanges';
import { ManifestTools } from '../ManifestTools';
import { renderChecked, Rendered, RenderedFile } from '../renderIntoWorkspace';

/** What is to be committed for a folder to be what its intent says. */
export interface FolderUpdate extends Rendered {
  remove: string[];
}

/**
 * Renders an intent, and writes into the workspace what differs from what is committed. Nothing outside of `intent.yaml` and
 * `base/` is touched.
 */
export async function updateFolder(options: {
  intent: Intent;
  committed: RenderedFolder;
  tools: ManifestTools;
  workspacePath: string;
  /** Why the cluster is not to be asked even where something changes, if so. */
  spare?: () => string | undefined;
  signal?: AbortSignal;
}): Promise<FolderUpdate> {
  const { intent, committed, tools, workspacePath, spare, signal } = options;
  const { folder } = committed;
  const before = new Map(
    [...committed.base].map(([name, text]) => [`base/${name}`, text]),
  );
  if (committed.intent !== undefined) {
    before.set('intent.yaml', committed.intent);
  }
  const differs = ({ path, content }: RenderedFile) =>
    before.get(path) !== content &&
    !(path === 'intent.yaml' && saySame(content, committed.intent));
  const { files, ...found } = await renderChecked({
    intent,
    folder,
    tools,
    spare: all =>
      all.some(file => file.path !== 'intent.yaml' && differs(file))
        ? spare?.()
        : 'the manifests stay as they are',
    signal,
  });
  const differing = files.filter(differs);
  // What an earlier step has written is written over in any case.
  const stale = files.filter(
    file =>
      !differing.includes(file) &&
      existsSync(resolveSafeChildPath(workspacePath, `${folder}/${file.path}`)),
  );
  const inRepository = ({ path, content }: (typeof files)[number]) => ({
    path: `${folder}/${path}`,
    content,
    committed: before.get(path) ?? null,
  });
  await writeChanges(workspacePath, stale.map(inRepository));
  const changes: WrittenFile[] = await writeChanges(
    workspacePath,
    differing.map(inRepository),
  );
  const rendered = new Set(files.map(({ path }) => path));
  const remove = [...committed.base.keys()]
    .filter(name => !rendered.has(`base/${name}`))
    .map(name => `${folder}/base/${name}`);
  return { folder, changes, remove, ...found };
}

/** Whether two texts are the same intent: one that a person wrote keeps how it is written. */
function saySame(text: string, committed: string | undefined): boolean {
  if (committed === undefined) {
    return false;
  }
  const [one, other] = [readIntent(text), readIntent(committed)];
  return one.ok && other.ok && isDeepStrictEqual(one.value, other.value);
}
