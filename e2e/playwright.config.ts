import fs from 'node:fs';
import path from 'node:path';
import { defineConfig } from '@playwright/test';

const root = path.resolve(__dirname, '..');
const configs = ['app-config.yaml', 'e2e/app-config.e2e.yaml'];

// With E2E_REUSE=1 the tests take the portals that already run on the ports of
// app-config.e2e.yaml, which saves minutes while a test is being written.
const reuse = process.env.E2E_REUSE === '1';

// Every run starts from an empty portal. Workers load this file as well, and
// must not delete what the running portal has written by then.
if (process.env.TEST_WORKER_INDEX === undefined && !reuse) {
  fs.rmSync(path.join(root, '.cache/e2e'), { recursive: true, force: true });
}

function serve(options: { workspace: string; url: string; extra?: string }) {
  const files = [...configs, ...(options.extra ? [options.extra] : [])];
  const flags = files.map(file => `--config ${path.join(root, file)}`);
  return {
    command: `node .yarn/releases/yarn-4.13.0.cjs workspace ${
      options.workspace
    } start ${flags.join(' ')}`,
    cwd: root,
    url: options.url,
    timeout: 240_000,
    reuseExistingServer: reuse,
    stdout: 'pipe' as const,
    env: { NODE_OPTIONS: '', BROWSER: 'none' },
  };
}

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: path.join(root, 'e2e-results/artifacts'),
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // Two cores serve two portals and the browser already.
  workers: 1,
  forbidOnly: !!process.env.CI,
  reporter: [
    ['list'],
    ['json', { outputFile: path.join(root, 'e2e-results/report.json') }],
  ],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'new', use: { baseURL: 'http://localhost:3100' } },
    { name: 'legacy', use: { baseURL: 'http://localhost:3101' } },
  ],
  webServer: [
    serve({
      workspace: 'backend',
      url: 'http://localhost:7107/.backstage/health/v1/readiness',
    }),
    serve({ workspace: 'app', url: 'http://localhost:3100' }),
    serve({
      workspace: 'app-legacy',
      url: 'http://localhost:3101',
      extra: 'e2e/app-config.legacy.yaml',
    }),
  ],
});
