import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { run } from '../run';

const families = resolve(__dirname, '../../../llm-manifests/src/families');

/** A platform that the fixtures of manifest families are rendered for. */
export const PLATFORM = join(families, '__testUtils__/platform.yaml');

/** A file of a fixture of the family that serves by a Deployment. */
export function fixture(path: string): string {
  return join(families, 'vllm-deployment/__fixtures__', path);
}

/** Runs command lines, with a folder for files that is removed after each test. */
export function useCli() {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'llm-cli-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  return {
    pathOf: (name = '') => join(folder, name),
    file: (name: string, text: string) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    },
    llm: async (...args: string[]) => {
      let [out, err] = ['', ''];
      const code = await run({
        args,
        stdout: text => {
          out += text;
        },
        stderr: text => {
          err += text;
        },
      });
      return { code, out, err };
    },
  };
}
