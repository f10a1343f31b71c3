import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  Drift,
  DriftedFile,
  findDrift,
  Platform,
  readIntent,
} from '@modelyard/llm-manifests';
import {
  isGpuPoolEntity,
  isModelEntity,
  LlmDrift,
  LlmDriftedFile,
} from '@modelyard/plugin-llm-common';
import {
  entityOfFolder,
  GitOpsRepository,
  GitOpsTree,
  readableTexts,
} from '@modelyard/plugin-llm-gitops-node';
import { UserCredentials } from '../changes';
import { DriftService } from './DriftService';

/** How many entities the catalog is asked for at a time. */
const CHUNK = 500;
const INTENT = '/intent.yaml';

/** What is known of a folder at a commit. */
interface FolderDrift {
  folder: string;
  /** Of the Model or GpuPool; where the intent cannot be read, by where it lies. */
  entityRef?: string;
  deployment?: string;
  drift: Drift;
}

/** A commit, and what is known of its folders. */
interface KnownTree {
  tree: GitOpsTree;
  folders: Map<string, Promise<FolderDrift>>;
}

/** What the service is made with. */
export interface DriftOptions {
  /** Opens the repository; it may be mended while the backend runs. */
  open: () => Promise<GitOpsRepository>;
  catalog: CatalogService;
  /** The targets by their names. */
  targets: ReadonlyMap<string, Platform>;
}

/** Reads the head of the repository; what was found out of a commit is kept until there is another. */
export class DefaultDriftService implements DriftService {
  readonly #options: DriftOptions;
  #known: KnownTree | undefined;

  static create(options: DriftOptions) {
    return new DefaultDriftService(options);
  }

  private constructor(options: DriftOptions) {
    this.#options = options;
  }

  async listDrift(options: {
    model?: string;
    pool?: string;
    credentials: UserCredentials;
  }): Promise<LlmDrift[]> {
    const { model, pool, credentials } = options;
    if (model !== undefined && pool !== undefined) {
      throw new InputError('model and pool must not be asked for at once');
    }
    if (pool !== undefined) {
      return this.#listOfPool(pool, credentials);
    }
    return model === undefined
      ? this.#listAll(credentials)
      : this.#listOfModel(model, credentials);
  }

  async #listOfModel(
    model: string,
    credentials: UserCredentials,
  ): Promise<LlmDrift[]> {
    const ref = fullRef('model', model, 'model');
    const entity = await this.#options.catalog.getEntityByRef(ref, {
      credentials,
    });
    if (!entity || !isModelEntity(entity)) {
      throw new NotFoundError(`You see no model ${ref} in the catalog`);
    }
    const folders = (entity.spec.deployments ?? []).flatMap(({ intent }) =>
      intent?.endsWith(INTENT) ? [intent.slice(0, -INTENT.length)] : [],
    );
    const known = await this.#readTree();
    const there = new Set(known.tree.renderedFolders());
    const drifts = await Promise.all(
      folders
        .filter(folder => there.has(folder))
        .map(folder => this.#driftOf(known, folder)),
    );
    return drifts
      .filter(({ entityRef = ref }) => entityRef === ref)
      .map(drift => toLlmDrift({ ...drift, entityRef: ref }, { texts: true }));
  }

  async #listOfPool(
    pool: string,
    credentials: UserCredentials,
  ): Promise<LlmDrift[]> {
    const ref = fullRef('pool', pool, 'gpupool');
    const entity = await this.#options.catalog.getEntityByRef(ref, {
      credentials,
    });
    if (!entity || !isGpuPoolEntity(entity)) {
      throw new NotFoundError(`You see no GPU pool ${ref} in the catalog`);
    }
    const known = await this.#readTree();
    // A pool does not say where its intents are: they lie in its folder.
    const drifts = await Promise.all(
      known.tree
        .renderedFolders()
        .filter(folder => entityOfFolder(folder) === ref)
        .map(folder => this.#driftOf(known, folder)),
    );
    return drifts
      .filter(({ entityRef = ref }) => entityRef === ref)
      .map(drift => toLlmDrift({ ...drift, entityRef: ref }, { texts: true }));
  }

  async #listAll(credentials: UserCredentials): Promise<LlmDrift[]> {
    const known = await this.#readTree();
    const drifts: FolderDrift[] = [];
    // One after the other: each takes a moment in which nothing else is served.
    for (const folder of known.tree.renderedFolders()) {
      drifts.push(await this.#driftOf(known, folder));
    }
    const differing = drifts.flatMap(({ entityRef, ...rest }) =>
      entityRef !== undefined && rest.drift.state !== 'in-step'
        ? [{ entityRef, ...rest }]
        : [],
    );
    const visible = await this.#findVisible(
      [...new Set(differing.map(({ entityRef }) => entityRef))],
      credentials,
    );
    return differing
      .filter(({ entityRef }) => visible.has(entityRef))
      .map(drift => toLlmDrift(drift, { texts: false }));
  }

  async #readTree(): Promise<KnownTree> {
    const tree = await GitOpsTree.read({
      repository: await this.#options.open(),
    });
    if (this.#known?.tree.commit !== tree.commit) {
      this.#known = { tree, folders: new Map() };
    }
    return this.#known ?? { tree, folders: new Map() };
  }

  #driftOf({ tree, folders }: KnownTree, folder: string): Promise<FolderDrift> {
    const known = folders.get(folder);
    if (known) {
      return known;
    }
    const found = this.#findDrift(tree, folder);
    folders.set(folder, found);
    // What could not be read may be readable the next time.
    found.catch(() => folders.delete(folder));
    return found;
  }

  async #findDrift(tree: GitOpsTree, folder: string): Promise<FolderDrift> {
    const { intent: text = '', base } = await tree.readFolder(folder);
    const intent = readIntent(text);
    const drift = findDrift({
      intent: text,
      base,
      platform: intent.ok
        ? this.#options.targets.get(intent.value.target)
        : undefined,
    });
    if (!intent.ok) {
      return { folder, entityRef: entityOfFolder(folder), drift };
    }
    const { subject } = intent.value;
    return subject.kind === 'pool'
      ? { folder, entityRef: subject.pool, drift }
      : {
          folder,
          entityRef: subject.model,
          deployment: subject.deployment,
          drift,
        };
  }

  async #findVisible(
    refs: readonly string[],
    credentials: UserCredentials,
  ): Promise<Set<string>> {
    const visible = new Set<string>();
    for (let start = 0; start < refs.length; start += CHUNK) {
      const some = refs.slice(start, start + CHUNK);
      const { items } = await this.#options.catalog.getEntitiesByRefs(
        { entityRefs: some, fields: ['kind', 'metadata.name'] },
        { credentials },
      );
      some.forEach((ref, index) => items[index] && visible.add(ref));
    }
    return visible;
  }
}

function toLlmDrift(
  {
    folder,
    entityRef,
    deployment,
    drift,
  }: Required<Pick<FolderDrift, 'folder' | 'entityRef' | 'drift'>> &
    FolderDrift,
  { texts }: { texts: boolean },
): LlmDrift {
  return {
    folder,
    entityRef,
    ...(deployment !== undefined && { deployment }),
    state: drift.state,
    ...('message' in drift && { message: drift.message }),
    files:
      drift.state === 'edited'
        ? drift.files.map(file => toLlmFile(folder, file, texts))
        : [],
  };
}

function toLlmFile(
  folder: string,
  { path, type, committed, rendered }: DriftedFile,
  texts: boolean,
): LlmDriftedFile {
  const contents = readableTexts({
    before: rendered === undefined ? undefined : Buffer.from(rendered),
    after: committed === undefined ? undefined : Buffer.from(committed),
  });
  return {
    path: `${folder}/${path}`,
    type,
    ...(texts && {
      ...(contents.before !== undefined && { rendered: contents.before }),
      ...(contents.after !== undefined && { committed: contents.after }),
      ...(contents.omitted && { omitted: contents.omitted }),
    }),
  };
}

function fullRef(field: string, ref: string, defaultKind: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(ref, { defaultKind }));
  } catch (error) {
    throw new InputError(`${field} is no entity reference: ${ref}`, error);
  }
}
