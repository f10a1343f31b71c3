import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const root = path.resolve(__dirname, '../..');
const dist = path.join(root, 'packages/app/dist');
const plugin = '@modelyard/plugin-llm';

/** Builds the demo app and returns what a first visit must load, in bytes. */
function firstLoad(configFiles: string[]): { gzip: number; raw: number } {
  execFileSync(
    process.execPath,
    [
      path.join(root, '.yarn/releases/yarn-4.13.0.cjs'),
      'workspace',
      'app',
      'build',
      ...configFiles.flatMap(file => ['--config', file]),
    ],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const html = fs.readFileSync(path.join(dist, 'index.html'), 'utf8');
  const assets = [
    ...html.matchAll(/(?:src|href)="[^"]*\/(static\/[^"]+\.(?:js|css))"/g),
  ].map(match => match[1]);
  if (assets.length === 0) {
    throw new Error(`No script found in ${dist}/index.html`);
  }
  const contents = [...new Set(assets)].map(asset =>
    fs.readFileSync(path.join(dist, asset)),
  );
  return {
    raw: contents.reduce((sum, content) => sum + content.length, 0),
    gzip: contents.reduce((sum, content) => sum + gzipSync(content).length, 0),
  };
}

/**
 * What the plugin's two entry points together add to the portal's first load:
 * the difference of two production builds of the same app, one with the plugin
 * discovered and one with it excluded.
 */
export default async function bundle() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bundle-'));
  try {
    const base = path.join(root, 'app-config.yaml');
    const without = path.join(folder, 'without.yaml');
    fs.writeFileSync(
      without,
      `app:\n  packages:\n    exclude: ['${plugin}']\n`,
    );
    const bare = firstLoad([base, without]);
    const full = firstLoad([base]);
    const conditions = `production build of packages/app, gzip level 6, with ${(
      full.gzip / 1024
    ).toFixed(1)} KB and without ${(bare.gzip / 1024).toFixed(1)} KB`;
    return [
      {
        id: 'bundle/first-load-added-gzip',
        value: Math.round((full.gzip - bare.gzip) / 102.4) / 10,
        unit: 'KB',
        goal: 30,
        lowerIsBetter: true,
        conditions,
      },
      {
        id: 'bundle/first-load-added-raw',
        value: Math.round((full.raw - bare.raw) / 102.4) / 10,
        unit: 'KB',
        lowerIsBetter: true,
        conditions,
      },
    ];
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
