import fs from 'node:fs';
import {
  catalogIsFilled,
  expect,
  people,
  screenshot,
  signIn,
  test,
} from './support/portal';

test('the fleet page filters, keeps the filter in the address, and downloads what is shown', async ({
  page,
}, testInfo) => {
  await signIn(page, people.developer, '/llm');
  await catalogIsFilled(page);

  await page.getByRole('textbox', { name: 'Task' }).click();
  await page.getByRole('option', { name: /transcription/i }).click();
  await expect(
    page.getByRole('link', { name: 'Whisper large v3' }),
  ).toBeVisible();
  await expect(page.getByRole('link', { name: 'Qwen3 32B' })).toHaveCount(0);
  await screenshot(page, testInfo, 'fleet-filtered');

  await page.reload();
  await expect(
    page.getByRole('link', { name: 'Whisper large v3' }),
  ).toBeVisible();
  await expect(page.getByRole('link', { name: 'Qwen3 32B' })).toHaveCount(0);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /CSV/ }).click(),
  ]);
  const csv = fs.readFileSync(await download.path(), 'utf8');
  expect(csv).toContain('Whisper large v3');
  expect(csv).not.toContain('Qwen3 32B');
});

test('the pools tab compares pools', async ({ page }, testInfo) => {
  await signIn(page, people.platform, '/llm');
  await catalogIsFilled(page);
  await page.getByRole('tab', { name: /pools/i }).click();
  await expect(
    page.getByRole('link', { name: 'H100 Frankfurt' }),
  ).toBeVisible();
  await screenshot(page, testInfo, 'fleet-pools');
});

test('who may read source health sees the data sources, others do not', async ({
  page,
}, testInfo) => {
  await signIn(page, people.developer, '/llm');
  await catalogIsFilled(page);
  await expect(page.getByRole('tab', { name: /Data sources/ })).toHaveCount(0);

  await page.evaluate(() => window.localStorage.clear());
  await signIn(page, people.platform, '/llm');
  await page.getByRole('tab', { name: /Data sources/ }).click();
  await expect(page.getByText(/GitOps/).first()).toBeVisible();
  await screenshot(page, testInfo, 'fleet-sources');
});
