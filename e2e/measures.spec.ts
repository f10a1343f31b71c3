import fs from 'node:fs';
import { Page } from '@playwright/test';
import {
  catalogIsFilled,
  expect,
  people,
  screenshot,
  signIn,
  test,
  useTheme,
} from './support/portal';
import { calls, openUntilShown, reportUsage } from './support/usage';

const MODEL = '/catalog/default/model/qwen3-32b';
const SUPPORT_BOT = 'component:default/support-bot';

/** Signs in where the models are there by then, and what is reported of them. */
async function signInToUsage(page: Page, person: string) {
  await signIn(page, person, '/llm');
  await catalogIsFilled(page);
  await reportUsage(page, calls);
}

for (const theme of ['light', 'dark'] as const) {
  test(`the page of a model says what it was used for, from where, and what is not measured, ${theme}`, async ({
    page,
  }, testInfo) => {
    await useTheme(page, theme);
    await signInToUsage(page, people.mlEngineer);
    const usage = page.getByRole('region', { name: 'Usage', exact: true });
    await openUntilShown(page, MODEL, () => usage.getByText('330K tokens'));
    await expect(usage.getByText(/Support bot/i)).toBeVisible();
    await expect(usage.getByText(/gateway/).first()).toBeVisible();
    await expect(
      page
        .getByRole('region', { name: 'Availability' })
        .getByText('100%')
        .first(),
    ).toBeVisible();
    await expect(
      page
        .getByRole('region', { name: 'Guardrails' })
        .getByText('Not measured yet'),
    ).toBeVisible();
    await screenshot(page, testInfo, `measures-model-${theme}`);

    await usage.getByRole('button', { name: /explain/i }).click();
    const drawer = page.getByRole('dialog');
    await expect(drawer.getByText(/input tokens \+ output/)).toBeVisible();
    await screenshot(page, testInfo, `measures-explain-${theme}`);
  });
}

test('the tab of usage tells consumers apart, downloads what it shows, and names none to strangers', async ({
  page,
}, testInfo) => {
  await signInToUsage(page, people.mlEngineer);
  await openUntilShown(page, `${MODEL}/usage`, () =>
    page.getByText('300,000 tokens').first(),
  );
  await expect(
    page.getByRole('link', { name: /support bot/i }).first(),
  ).toBeVisible();
  await screenshot(page, testInfo, 'measures-usage-light');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /CSV/ }).click(),
  ]);
  const csv = fs.readFileSync(await download.path(), 'utf8');
  expect(csv).toContain(SUPPORT_BOT);

  await page.evaluate(() => window.localStorage.clear());
  await signIn(page, people.analyst, '/llm');
  await openUntilShown(page, `${MODEL}/usage`, () =>
    page.getByText('300,000 tokens').first(),
  );
  await expect(page.getByText(/not named to you/).first()).toBeVisible();
  await expect(page.getByText(/support bot/i)).toHaveCount(0);
});

test('a source that fails is said on the cards that rest on it, and the page stays usable', async ({
  page,
}, testInfo) => {
  await signInToUsage(page, people.platform);
  // Its cluster's engine is one that nobody runs.
  await page.goto('/catalog/default/model/llama-3-1-8b');
  await expect(
    page
      .getByRole('region', { name: 'Latency' })
      .getByText(/could not be read|unreachable/i)
      .first(),
  ).toBeVisible();
  await screenshot(page, testInfo, 'measures-model-failing');
  await expect(
    page.getByRole('region', { name: 'Deployments', exact: true }).first(),
  ).toBeVisible();

  await page.goto('/llm?tab=sources');
  await expect(page.getByText('nobody').first()).toBeVisible();
  await screenshot(page, testInfo, 'measures-sources-failing');
});

test('what uses models sees what it uses and what that costs', async ({
  page,
}, testInfo) => {
  await signInToUsage(page, people.developer);
  await openUntilShown(page, '/catalog/default/component/support-bot', () =>
    page
      .getByRole('region', { name: 'What it uses and costs' })
      .getByText('220K tokens')
      .first(),
  );
  await screenshot(page, testInfo, 'measures-component-light');
});
