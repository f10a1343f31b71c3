import { Entity } from '@backstage/catalog-model';
import { GitOpsMergedFile } from '@modelyard/plugin-llm-gitops-node';
import { LlmEntityErrors } from '@modelyard/plugin-llm-node';
import { parseAllDocuments } from 'yaml';

let known: LlmEntityErrors | undefined;

/** The catalog files whose entities would break the rules of their kinds: two sound changes need not be sound together. */
export async function findUnsound(
  files: readonly GitOpsMergedFile[],
): Promise<string[]> {
  const unsound: string[] = [];
  for (const { path, content } of files) {
    const entities = [...parseAllDocuments(content)].map(
      (document): Entity => document.toJS({ maxAliasCount: 100 }),
    );
    // Compiling the kinds takes its time, and most changes need none of it.
    known ??= LlmEntityErrors.create();
    if ((await known.find(entities)).size > 0) {
      unsound.push(path);
    }
  }
  return unsound;
}
