import {
  ModelFiles,
  readGguf,
  readSafetensorsHeader,
  readSafetensorsIndex,
} from '@modelyard/llm-sizing';
import { countOf } from '@modelyard/llm-units';
import { WeightFiles } from './chooseWeights';
import { Gathering } from './Gathering';
import { limits } from './limits';
import { SourceFile } from './ModelFileSource';
import { readGgufStart, readSafetensorsStart } from './readHeader';

/** What the weight files say of themselves, and which ones they are. */
export interface GatheredWeights {
  readonly content: Pick<ModelFiles, 'index' | 'safetensors' | 'gguf'>;
  readonly files: readonly SourceFile[];
  /** Path of the index, if it was read. */
  readonly index?: string;
}

/**
 * Reads indexes and headers of weight files, never the weights.
 *
 * @param options - `needed` says that nothing else tells what the model is, so that a GGUF file which cannot be read is an
 *   error
 */
export async function gatherWeights(options: {
  gathering: Gathering;
  weights: WeightFiles | undefined;
  needed: boolean;
}): Promise<GatheredWeights> {
  const { gathering, weights, needed } = options;
  switch (weights?.format) {
    case 'safetensors':
      return weights.index
        ? gatherIndex({ gathering, files: weights.files, index: weights.index })
        : gatherSafetensors(gathering, weights.files);
    case 'gguf':
      return gatherGguf({ gathering, files: weights.files, needed });
    default:
      return { content: {}, files: weights?.files ?? [] };
  }
}

async function gatherIndex(options: {
  gathering: Gathering;
  files: readonly SourceFile[];
  index: string;
}): Promise<GatheredWeights> {
  const { gathering, files, index } = options;
  const text = await gathering.attempt(index, () =>
    gathering.readText(index, limits.index),
  );
  if (text === undefined) {
    return gatherSafetensors(gathering, files);
  }
  const result = readSafetensorsIndex({ index: text });
  if (!result.ok) {
    gathering.warn(
      index,
      'unreadable-file',
      `was left out: it ${result.issues[0].message}`,
    );
    return { content: {}, files };
  }
  const named = result.value.files.map(
    path => gathering.source.files.find(file => file.path === path) ?? { path },
  );
  const absent = gathering.source.complete
    ? named.filter(({ path }) => !gathering.has(path))
    : [];
  if (absent.length > 0) {
    gathering.warn(
      index,
      'missing-weights',
      `names ${countOf(
        absent.length,
        'file that is',
        'files that are',
      )} not there, such as ${absent[0].path.slice(0, 100)}`,
    );
  }
  return { content: { index: text }, files: named, index };
}

async function gatherSafetensors(
  gathering: Gathering,
  files: readonly SourceFile[],
): Promise<GatheredWeights> {
  const [only, ...others] = files;
  // Without an index nobody says that several files belong together.
  if (!only || others.length > 0) {
    return { content: {}, files };
  }
  const { path } = only;
  const bytes = await gathering.attempt(path, () =>
    readSafetensorsStart(gathering.source, path),
  );
  if (!bytes) {
    return { content: {}, files: gathering.source.complete ? files : [] };
  }
  const header = readSafetensorsHeader({ bytes });
  if (!header.ok) {
    gathering.warn(path, 'unreadable-file', header.issues[0].message);
    return { content: {}, files };
  }
  return { content: { safetensors: { [path]: bytes } }, files };
}

async function gatherGguf(options: {
  gathering: Gathering;
  files: readonly SourceFile[];
  needed: boolean;
}): Promise<GatheredWeights> {
  const { gathering, files, needed } = options;
  const starts: Uint8Array[] = [];
  for (const { path } of files) {
    const read = () => readGgufStart(gathering.source, path);
    const start = needed ? await read() : await gathering.attempt(path, read);
    if (start) {
      starts.push(start);
    }
  }
  if (needed) {
    return { content: { gguf: starts }, files };
  }
  const result = readGguf({ files: starts });
  if (starts.length > 0 && !result.ok) {
    gathering.warn(
      files[0].path,
      'unreadable-file',
      `was left out: it ${result.issues[0].message}`,
    );
  }
  return { content: result.ok ? { gguf: starts } : {}, files };
}
