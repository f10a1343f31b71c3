import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Intent, readIntent } from '@modelyard/llm-manifests';
import { Result } from '@modelyard/llm-units';
import { entityOfFolder, GitOpsTree } from '@modelyard/plugin-llm-gitops-node';
import { fullRef } from '../assess/readEntities';

/** How many entities the catalog is asked for at a time. */
const CHUNK = 500;

/** A folder with an intent that is asked for. */
export interface AskedFolder {
  path: string;
  /** The intent, or why it cannot be read. */
  intent: Result<Intent>;
}

/**
 * The folders that a question is about, of entities that the person sees: nobody is told of the others. Throws NotFoundError
 * where a model or a pool is named that has none.
 */
export async function findAsked(options: {
  tree: GitOpsTree;
  question: {
    target?: string;
    models?: readonly string[];
    pools?: readonly string[];
  };
  catalog: CatalogService;
  credentials: BackstageCredentials;
}): Promise<AskedFolder[]> {
  const { tree, question, catalog, credentials } = options;
  const named = namedIn(question);
  const candidates: Array<AskedFolder & { ref: string }> = [];
  const folders = tree.renderedFolders();
  const texts = await tree.readTexts(
    folders.map(path => `${path}/intent.yaml`),
  );
  for (const [index, path] of folders.entries()) {
    const intent = readIntent(texts[index] ?? '');
    const ref = refOf(path, intent);
    if (
      ref !== undefined &&
      (named?.includes(ref) ?? true) &&
      // Nobody knows the target of what cannot be read: it may be this one.
      (!intent.ok || [undefined, intent.value.target].includes(question.target))
    ) {
      candidates.push({ path, intent, ref });
    }
  }
  const visible = await findVisible({
    refs: [...new Set(candidates.map(({ ref }) => ref))],
    catalog,
    credentials,
  });
  const missing = named?.find(ref => !visible.has(ref));
  if (missing !== undefined) {
    throw new NotFoundError(
      `You see no ${
        missing.startsWith('gpupool:') ? 'GPU pool' : 'model'
      } ${missing} of which anything is rendered${
        question.target ? ` for ${question.target}` : ''
      }`,
    );
  }
  return candidates
    .filter(({ ref }) => visible.has(ref))
    .map(({ path, intent }) => ({ path, intent }));
}

/** The entities that a question names, in full; undefined where it is about all. */
function namedIn(question: {
  models?: readonly string[];
  pools?: readonly string[];
}): string[] | undefined {
  const { models, pools } = question;
  return models === undefined && pools === undefined
    ? undefined
    : [
        ...(models ?? []).map(ref => fullRef('models', ref, 'Model')),
        ...(pools ?? []).map(ref => fullRef('pools', ref, 'GpuPool')),
      ];
}

/** The entity that a folder is about: as its intent says, or by its name where that cannot be read. */
function refOf(path: string, intent: Result<Intent>): string | undefined {
  if (!intent.ok) {
    return entityOfFolder(path);
  }
  const { subject } = intent.value;
  return subject.kind === 'pool'
    ? fullRef('subject.pool', subject.pool, 'GpuPool')
    : fullRef('subject.model', subject.model, 'Model');
}

async function findVisible(options: {
  refs: readonly string[];
  catalog: CatalogService;
  credentials: BackstageCredentials;
}): Promise<Set<string>> {
  const { refs, catalog, credentials } = options;
  const visible = new Set<string>();
  for (let start = 0; start < refs.length; start += CHUNK) {
    const some = refs.slice(start, start + CHUNK);
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: some, fields: ['kind', 'metadata.name'] },
      { credentials },
    );
    some.forEach((ref, index) => items[index] && visible.add(ref));
  }
  return visible;
}
