import { INTENT } from '../rendered/RenderedFolder';
import type { GitOpsRepository } from '../repository';

/**
 * The texts of an intent before and after a change. One is absent where there is no such file.
 *
 * @public
 */
export interface TouchedIntentText {
  before?: string;
  after?: string;
}

/** Reads the intents in the folders above changed files: what was rendered can be changed without its intent. */
export async function readTouchedIntents(options: {
  repository: GitOpsRepository;
  before?: string;
  after?: string;
  /** Contents that no commit has yet. */
  files: ReadonlyArray<{ path: string; content: Uint8Array }>;
  paths: readonly string[];
}): Promise<TouchedIntentText[]> {
  const { repository, before, after, files, paths } = options;
  const wanted = new Set(
    paths.flatMap(path => {
      const parts = path.split('/').slice(0, -1);
      return parts.map((_, index) =>
        [...parts.slice(0, index + 1), INTENT].join('/'),
      );
    }),
  );
  const read = async (commit: string | undefined) => {
    const found = commit ? await repository.listFiles({ commit }) : [];
    return new Map(
      await Promise.all(
        found
          .filter(({ path }) => wanted.has(path))
          .map(
            async ({ path, blob }) =>
              [path, textOf(await repository.readBlob(blob))] as const,
          ),
      ),
    );
  };
  const [earlier, committed] = [await read(before), await read(after)];
  const later = new Map([
    ...committed,
    ...files
      .filter(({ path }) => wanted.has(path))
      .map(({ path, content }) => [path, textOf(content)] as const),
  ]);
  return [...wanted]
    .filter(path => earlier.has(path) || later.has(path))
    .map(path => {
      const [was, is] = [earlier.get(path), later.get(path)];
      return {
        ...(was !== undefined && { before: was }),
        ...(is !== undefined && { after: is }),
      };
    });
}

function textOf(content: Uint8Array): string {
  return Buffer.from(content).toString('utf8');
}
