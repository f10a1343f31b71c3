import { Platform, readIntent, renderFiles } from '@modelyard/llm-manifests';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CliContext, EXIT, ExitCode, UsageError } from '../CliContext';
import { findFiles } from './readFiles';

interface RenderedFile {
  readonly path: string;
  readonly content: string;
}

const INTENT = 'intent.yaml';
const BASE = 'base';

/** Names what in a folder is not as it was rendered, and what is left over from something else. */
export function compare(
  folder: string,
  files: readonly RenderedFile[],
  { stdout }: CliContext,
): ExitCode {
  const different = files.filter(
    ({ path, content }) => readIfThere(join(folder, path)) !== content,
  );
  const expected = new Set(files.map(({ path }) => join(folder, path)));
  const base = join(folder, BASE);
  const leftOver = existsSync(base)
    ? findFiles(base, ['']).filter(path => !expected.has(path))
    : [];
  different.forEach(({ path }) => stdout(`differs: ${join(folder, path)}\n`));
  leftOver.forEach(path => stdout(`left over: ${path}\n`));
  return different.length + leftOver.length > 0 ? EXIT.findings : EXIT.ok;
}

/** Refuses to overwrite a file that is neither what its folder's own intent renders to, nor what is to be written. */
export function refuseChanged(options: {
  folder: string;
  files: readonly RenderedFile[];
  platform: Platform;
}): void {
  const { folder, files, platform } = options;
  const written = new Map(
    committedFiles(folder, platform).map(({ path, content }) => [
      path,
      content,
    ]),
  );
  const changed = files
    .filter(({ path, content }) => {
      const there = path !== INTENT && readIfThere(join(folder, path));
      return (
        typeof there === 'string' &&
        there !== content &&
        there !== written.get(path)
      );
    })
    .map(({ path }) => `\n  ${join(folder, path)}`);
  if (changed.length > 0) {
    throw new UsageError(
      `nothing was written, because these files are not what ${INTENT} beside them renders to for this platform; --force overwrites them:${changed.join(
        '',
      )}`,
    );
  }
}

/** What the intent that lies in the folder renders to; nothing where there is none, or none that can be rendered. */
function committedFiles(
  folder: string,
  platform: Platform,
): readonly RenderedFile[] {
  const text = readIfThere(join(folder, INTENT));
  const intent = text === undefined ? undefined : readIntent(text);
  const files = intent?.ok && renderFiles({ intent: intent.value, platform });
  return files && files.ok ? files.value : [];
}

/** Writes what was rendered, and says what. */
export function write(
  folder: string,
  files: readonly RenderedFile[],
  { stdout }: CliContext,
): ExitCode {
  for (const { path, content } of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    stdout(`wrote ${file}\n`);
  }
  return EXIT.ok;
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
