import { chromium, Page } from '@playwright/test';
import os from 'node:os';
import { catalog } from './picker/entities';
import { typeInto, watchKeys } from './picker/keys';
import { bundlePage, openForm } from './picker/servePage';
import { median, quantile, rounded } from './support/statistics';

const ROUNDS = 5;
const KEYS = 40;
/** Where somebody types; each round takes the next. */
const LABELS = ['At the same time', 'Typical prompt', 'Typical answer'];
const SLOWER = 4;

/**
 * How long it takes from a key in a field of the form until the verdicts on all places that answer it are on the screen, in a
 * real browser and inside the scaffolder's own form.
 */
export default async function picker() {
  const bundle = await bundlePage();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage({
      viewport: { width: 1440, height: 900 },
    });
    page.on('pageerror', error => {
      throw error;
    });
    const { model, entities } = catalog;
    await openForm({ page, bundle, form: { model, entities } });
    await page.getByRole('radiogroup').waitFor();
    await watchKeys(page);

    const results = [];
    for (const slower of [1, SLOWER]) {
      results.push(...(await measure(page, slower, browser.version())));
    }
    return results;
  } finally {
    await browser.close();
  }
}

async function measure(page: Page, slower: number, version: string) {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
  const rounds: Window['keys'][] = [];
  for (let i = 0; i <= ROUNDS; i++) {
    const round = await typeInto({
      page,
      label: LABELS[i % LABELS.length],
      keys: KEYS,
    });
    // The first one warms up.
    if (i > 0) {
      rounds.push(round);
    }
  }
  const of = (share: number) =>
    rounded(median(rounds.map(({ painted }) => quantile(painted, share))));
  const worst = Math.max(...rounds.flatMap(({ painted }) => painted));
  const timed = rounds.flatMap(({ timed: all }) => all);
  const conditions = [
    catalog.shape,
    `median of ${ROUNDS} rounds of ${KEYS} keys, the slowest of all ${rounded(
      worst,
    )} ms`,
    `by the browser's own Event Timing ${
      timed.length === 0 ? 'none' : timed.length
    } of 16 ms and more, the slowest ${Math.max(0, ...timed)} ms`,
    slower === 1 ? 'CPU not throttled' : `CPU slowed down ${slower} times`,
    `Chromium ${version}, ${os.cpus()[0]?.model}, ${
      os.cpus().length
    } CPUs, load ${os.loadavg()[0].toFixed(1)}`,
  ].join('; ');
  const name = slower === 1 ? 'key-to-rows' : `key-to-rows-slowed-${slower}x`;
  return [
    {
      id: `picker/${name}-p50`,
      value: of(0.5),
      unit: 'ms',
      lowerIsBetter: true,
      conditions,
    },
    {
      id: `picker/${name}-p95`,
      value: of(0.95),
      unit: 'ms',
      ...(slower === 1 && { goal: 50 }),
      lowerIsBetter: true,
      conditions,
    },
  ];
}
