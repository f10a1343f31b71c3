import { InputError, NotFoundError } from '@backstage/errors';
import { SourceFile } from './ModelFileSource';

/** The weight files that an engine would load. */
export interface WeightFiles {
  readonly format: 'safetensors' | 'gguf' | 'pytorch' | 'adapter';
  /** Path of the index, where weights in safetensors are spread over several files. */
  readonly index?: string;
  readonly files: readonly SourceFile[];
}

const INDEX = 'model.safetensors.index.json';
const PART = /^(?<name>.+)-\d{5}-of-(?<count>\d{5})\.gguf$/i;

/**
 * Chooses the weights of a repository, which often has the same ones in several formats.
 *
 * @param options - `wanted` is the path of a GGUF file that somebody asked for
 * @returns The weights; undefined where there are none
 * @throws InputError where there are several GGUF models and none was asked for; NotFoundError where that is not there
 */
export function chooseWeights(options: {
  files: readonly SourceFile[];
  wanted?: string;
}): WeightFiles | undefined {
  const { files, wanted } = options;
  if (wanted !== undefined) {
    const chosen = files.filter(
      ({ path }) => groupOf(path) === groupOf(wanted),
    );
    if (!files.some(({ path }) => path === wanted)) {
      throw new NotFoundError(`the model has no file ${wanted}`);
    }
    return { format: 'gguf', files: inOrder(chosen) };
  }
  return (
    chooseSafetensors(files) ??
    chooseGguf(files) ??
    matching('pytorch', files, /^(?:pytorch_)?model[\w.-]*\.bin$/) ??
    matching('adapter', files, /^adapter_model\.(?:safetensors|bin)$/)
  );
}

function chooseSafetensors(
  files: readonly SourceFile[],
): WeightFiles | undefined {
  const index = files.find(({ path }) => path === INDEX)?.path;
  const all = matching(
    'safetensors',
    files,
    /^[^/]+\.safetensors$/,
  )?.files.filter(({ path }) => !path.startsWith('adapter_model'));
  if (!all?.length) {
    return undefined;
  }
  // Some publishers add the same weights in the names of their own code.
  const named = all.filter(({ path }) =>
    /^model[\w.-]*\.safetensors$/.test(path),
  );
  return {
    format: 'safetensors',
    ...(index && { index }),
    files: named.length > 0 ? named : all,
  };
}

function chooseGguf(files: readonly SourceFile[]): WeightFiles | undefined {
  // Projectors of images and importance matrices are no models.
  const all = files.filter(
    ({ path }) => /\.gguf$/i.test(path) && !/mmproj|imatrix/i.test(path),
  );
  const groups = new Set(all.map(({ path }) => groupOf(path)));
  if (groups.size > 1) {
    const names = inOrder(all).map(({ path }) => path);
    throw new InputError(
      `the repository has ${groups.size} models in GGUF: add the path of one to the uri, such as /${names[0]}`,
    );
  }
  return all.length > 0 ? { format: 'gguf', files: inOrder(all) } : undefined;
}

/** What all parts of one model in GGUF have in common. */
function groupOf(path: string): string {
  const { name, count } = PART.exec(path)?.groups ?? {};
  return name === undefined ? path : `${name}-of-${count}`;
}

/** The paths of all parts of a model in GGUF, from that of any. */
export function ggufParts(path: string): string[] {
  const { name, count } = PART.exec(path)?.groups ?? {};
  if (name === undefined) {
    return [path];
  }
  // More parts than any model has are a mistake, and each one is a request.
  const parts = Math.min(Number(count), 256);
  return Array.from(
    { length: parts },
    (_, part) =>
      `${name}-${String(part + 1).padStart(5, '0')}-of-${count}.gguf`,
  );
}

function matching(
  format: WeightFiles['format'],
  files: readonly SourceFile[],
  pattern: RegExp,
): WeightFiles | undefined {
  const found = files.filter(({ path }) => pattern.test(path));
  return found.length > 0 ? { format, files: inOrder(found) } : undefined;
}

function inOrder(files: readonly SourceFile[]): SourceFile[] {
  return [...files].sort((a, b) => compare(a.path, b.path));
}

/** Orders paths by their code units, which no locale changes. */
export function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
