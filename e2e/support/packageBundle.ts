import { build } from 'esbuild';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

/**
 * Bundles what is exported by packages for a browser. For that platform esbuild refuses every module of Node's own, and so does
 * this.
 *
 * @param source - module that is the bundle's entry, as text
 * @param globalName - variable that holds what the entry exports
 */
export async function bundleForBrowser(
  source: string,
  globalName = 'modelyard',
): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: source,
      loader: 'ts',
      resolveDir: root,
    },
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    globalName,
    minify: true,
    logLevel: 'silent',
  });
  return outputFiles[0].text;
}
