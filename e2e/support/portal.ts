import fs from 'node:fs';
import path from 'node:path';
import { expect, Page, test as base, TestInfo } from '@playwright/test';

const screenshots = path.resolve(__dirname, '../../e2e-results/screenshots');

/** People of the demo organisation, by what they are there for. */
export const people = {
  developer: 'Mira Lindqvist',
  mlEngineer: 'Jonas Weber',
  platform: 'Aylin Demir',
  lead: 'Tomas Novak',
  reviewer: 'Grace Okafor',
  analyst: 'Noor Haddad',
} as const;

/** A test that fails on every console error and uncaught exception of ours. */
export const test = base.extend<{ problems: string[] }>({
  problems: [
    async ({ page }, use) => {
      const problems: string[] = [];
      page.on('console', message => {
        const text = message.text();
        // A browser's word for any answer that is not 2xx: the pages show what
        // is missing or not allowed. Nothing should be asked for wrongly, or fail.
        const refused = /^Failed to load resource: .*status of 40[134]\b/.test(
          text,
        );
        if (message.type() === 'error' && !refused) {
          problems.push(text);
        }
      });
      page.on('pageerror', error => problems.push(String(error)));
      await use(problems);
      expect(problems, 'console errors and exceptions').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Signs in by the page that lists the people, as a visitor does. */
export async function signIn(
  page: Page,
  name: string,
  url: string = '/catalog',
): Promise<void> {
  // Right after the first start the catalog may not have read its users yet.
  await expect(async () => {
    await page.goto(url);
    await page.getByRole('button', { name: new RegExp(name) }).click();
    await expect(
      page.getByRole('link', { name: 'Modelyard, home' }),
    ).toBeVisible({ timeout: 15_000 });
  }).toPass({ timeout: 60_000 });
}

/** Switches the portal to its dark or light theme before a page is opened. */
export async function useTheme(page: Page, theme: 'light' | 'dark') {
  await page.addInitScript(
    id => window.localStorage.setItem('theme', id),
    theme,
  );
}

/** Writes `<page>-<state>.png`, with the old system's pages marked as such. */
export async function screenshot(
  page: Page,
  testInfo: TestInfo,
  name: string,
): Promise<void> {
  fs.mkdirSync(screenshots, { recursive: true });
  // Titles of linked entities and cards below the fold come in by and by.
  await page.waitForLoadState('networkidle');
  const suffix = testInfo.project.name === 'legacy' ? '-legacy' : '';
  await page.screenshot({
    path: path.join(screenshots, `${name}${suffix}.png`),
    fullPage: true,
  });
}

/** Waits until the catalog has taken in the demo's models. */
export async function catalogIsFilled(page: Page) {
  await expect(async () => {
    await page.goto('/llm');
    await expect(page.getByRole('link', { name: 'Qwen3 32B' })).toBeVisible({
      timeout: 5_000,
    });
  }).toPass({ timeout: 90_000 });
}
