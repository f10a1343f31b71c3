import fs from 'node:fs';
import path from 'node:path';
import { defineConfig } from '@playwright/test';

const root = path.resolve(__dirname, '..');

// With E2E_REUSE=1 the tests take the portals that already run on the ports of
// the app-config files here, which saves time while a test is being written.
const reuse = process.env.E2E_REUSE === '1';

// Every run starts from an empty portal. Workers load this file as well, and
// must not delete what the running portal has written by then.
if (process.env.TEST_WORKER_INDEX === undefined && !reuse) {
  fs.rmSync(path.join(root, '.cache/e2e'), { recursive: true, force: true });
}

const PACKAGES = '**/packages.spec.ts';

/**
 * A backend that serves the built app of one frontend system: what a visitor
 * gets in production, but in development mode, since only that has personas.
 */
function portal(options: { app: string; port: number; config: string }) {
  const configs = [
    'app-config.yaml',
    'e2e/app-config.e2e.yaml',
    options.config,
  ];
  return {
    command: `node e2e/support/startPortal.cjs ${options.app} ${configs.join(
      ' ',
    )}`,
    cwd: root,
    url: `http://localhost:${options.port}/.backstage/health/v1/readiness`,
    timeout: 240_000,
    reuseExistingServer: reuse,
    stdout: 'pipe' as const,
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
    actionTimeout: 30_000,
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
    // Packages that promise to run anywhere; they need no portal.
    { name: 'packages', testMatch: PACKAGES },
    {
      name: 'new',
      use: { baseURL: 'http://localhost:7107' },
      testIgnore: PACKAGES,
    },
    {
      name: 'legacy',
      use: { baseURL: 'http://localhost:7108' },
      testIgnore: PACKAGES,
    },
  ],
  webServer: [
    portal({ app: 'app', port: 7107, config: 'e2e/app-config.new.yaml' }),
    portal({
      app: 'app-legacy',
      port: 7108,
      config: 'e2e/app-config.legacy.yaml',
    }),
  ],
});
