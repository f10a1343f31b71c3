import { Page } from '@playwright/test';
import { build } from 'esbuild';
import path from 'node:path';

/** An address that nothing answers but the page itself. */
const ORIGIN = 'http://form.test';

/** The form with the field as a production build has it, in one file. */
export async function bundlePage(): Promise<{ script: string; style: string }> {
  const { outputFiles } = await build({
    entryPoints: [path.join(__dirname, 'page.tsx')],
    bundle: true,
    write: false,
    outdir: '/',
    platform: 'browser',
    format: 'iife',
    jsx: 'automatic',
    minify: true,
    define: {
      'process.env.NODE_ENV': '"production"',
      'process.env': '{}',
      global: 'globalThis',
    },
    // Figures, not looks: fonts and pictures are left out.
    loader: {
      '.woff': 'empty',
      '.woff2': 'empty',
      '.ttf': 'empty',
      '.eot': 'empty',
      '.svg': 'dataurl',
      '.png': 'empty',
      '.jpg': 'empty',
      '.gif': 'empty',
    },
    logLevel: 'error',
  });
  const textOf = (ending: string) =>
    outputFiles.find(file => file.path.endsWith(ending))?.text ?? '';
  return { script: textOf('.js'), style: textOf('.css') };
}

/** Opens the form in a page, with what it is opened with. */
export async function openForm(options: {
  page: Page;
  bundle: { script: string; style: string };
  form: object;
}): Promise<void> {
  const { page, bundle, form } = options;
  const answers: Record<string, [type: string, body: string]> = {
    '/form.js': ['text/javascript', bundle.script],
    '/form.css': ['text/css', bundle.style],
    '/': [
      'text/html',
      `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/form.css"><div id="root"></div><script>window.openedForm = ${JSON.stringify(
        form,
      ).replaceAll('<', '\\u003c')}</script><script src="/form.js"></script>`,
    ],
  };
  await page.route(`${ORIGIN}/**`, route => {
    const answer = answers[new URL(route.request().url()).pathname];
    return answer
      ? route.fulfill({ contentType: answer[0], body: answer[1] })
      : route.fulfill({ status: 404, body: '' });
  });
  await page.goto(`${ORIGIN}/`);
}
