'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { chromium } = require('@playwright/test');

/**
 * Opens the first model of a fresh portal as its guest and checks that the
 * suite's cards are there; writes a screenshot either way.
 */
async function lookAtModelPage({ url, screenshots, name }) {
  const browser = await chromium.launch({
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
  });
  fs.mkdirSync(screenshots, { recursive: true });
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
  });
  try {
    await page.goto(`${url}/catalog/default/model/my-first-model`);
    const cards = page.getByText('About the model').first();
    const enter = page.getByRole('button', { name: 'Enter' });
    await enter.or(cards).first().waitFor({ timeout: 90_000 });
    if (await enter.isVisible()) await enter.click();
    await cards.waitFor({ timeout: 60_000 });
    for (const title of ['Deployments', 'Who uses this model', 'Lineage']) {
      await page.getByText(title).first().waitFor({ timeout: 30_000 });
    }
    await page.goto(`${url}/llm`);
    await page
      .getByRole('link', { name: 'My first model' })
      .first()
      .waitFor({ timeout: 60_000 });
    await page.goBack();
    await cards.waitFor({ timeout: 60_000 });
  } finally {
    await page
      .screenshot({ path: path.join(screenshots, `${name}.png`) })
      .catch(() => {});
    await browser.close();
  }
}

module.exports = { lookAtModelPage };
