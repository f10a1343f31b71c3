'use strict';

const fs = require('node:fs');
const { join } = require('node:path');
const { chromium } = require('@playwright/test');
const { programs } = require('../lib/test/needs.cjs');

const CARDS = ['Deployments', 'Who uses this model', 'Lineage'];

/** Everything that a page reports as an error, with where it comes from. */
function collectErrors(page) {
  const errors = [];
  page.on('pageerror', error => errors.push(String(error.stack ?? error)));
  page.on('console', message => {
    if (message.type() === 'error') {
      errors.push(`${message.text()}\n    at ${message.location().url}`);
    }
  });
  return errors;
}

/**
 * Opens the first model of a fresh portal and the fleet page as its guest, and
 * checks that the suite's cards are there. Writes screenshots either way.
 *
 * @returns {Promise<string[]>} the errors in the browser's console
 */
async function lookAtPages({ url, name, context }) {
  const browser = await chromium.launch({
    executablePath: programs.chromium.find(process.env),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    // Whoever called us ends the browser.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  context.browsers.push(browser);
  fs.mkdirSync(context.screenshots, { recursive: true });
  const page = await browser.newPage({
    // Tall, since pages of the old system scroll inside.
    viewport: { width: 1440, height: 1600 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  });
  const errors = collectErrors(page);
  const screenshot = suffix =>
    page.screenshot({
      path: join(context.screenshots, `${name}${suffix}.png`),
    });
  let shown = '';
  try {
    await page.goto(`${url}/catalog/default/model/my-first-model`);
    const about = page.getByText('About the model').first();
    const enter = page.getByRole('button', { name: 'Enter' });
    await enter.or(about).first().waitFor({ timeout: 90_000 });
    if (await enter.isVisible()) await enter.click();
    await about.waitFor({ timeout: 60_000 });
    for (const title of CARDS) {
      await page.getByText(title).first().waitFor({ timeout: 30_000 });
    }
    // The relation in the catalog's own graph, which is drawn last.
    await page.getByText('ownedBy').first().waitFor({ timeout: 30_000 });
    await screenshot('');
    shown = '-fleet';
    await page.locator('a[href="/llm"]').first().click();
    await page
      .getByRole('link', { name: 'My first model' })
      .first()
      .waitFor({ timeout: 60_000 });
    await screenshot('-fleet');
  } catch (error) {
    await screenshot(shown).catch(() => {});
    throw error;
  } finally {
    await browser.close();
  }
  return errors;
}

module.exports = { lookAtPages };
