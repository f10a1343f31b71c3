'use strict';

const READINESS = '/.backstage/health/v1/readiness';

async function get(url) {
  return fetch(url, { signal: AbortSignal.timeout(30_000) });
}

/**
 * Whether the frontend gives a page whose script can be loaded: the page alone
 * is there before the bundle is.
 *
 * @param {string} url - the page
 */
async function frontendAnswers(url) {
  const page = await get(url);
  const html = await page.text();
  const [, script] = /<script[^>]+src="([^"]+)"/.exec(html) ?? [];
  if (!page.ok || !script) {
    return false;
  }
  const response = await get(new URL(script, page.url));
  await response.body?.cancel();
  return response.ok;
}

/** Whether the backend says that all its plugins have started. */
async function backendAnswers(url) {
  const response = await get(new URL(READINESS, url));
  await response.body?.cancel();
  return response.ok;
}

/**
 * Waits until frontend and backend answer.
 *
 * @param {object} options
 * @param {ReturnType<import('../addresses.cjs').readAddresses>} options.addresses
 * @param {AbortSignal} options.signal - ends the waiting
 * @param {(missing: string[]) => void} [options.onSlow] - called once, with who has not answered
 * @param {number} [options.slowMs]
 * @returns {Promise<boolean>} false if the signal ended it
 */
async function waitUntilReady({ addresses, signal, onSlow, slowMs = 180_000 }) {
  const missing = new Map([
    ['frontend', () => frontendAnswers(addresses.frontend.url)],
    ['backend', () => backendAnswers(addresses.backend.url)],
  ]);
  const startedAt = Date.now();
  let slow = false;
  while (!signal.aborted) {
    for (const [name, answers] of [...missing]) {
      if (await answers().catch(() => false)) {
        missing.delete(name);
      }
    }
    if (missing.size === 0) {
      return true;
    }
    if (!slow && Date.now() - startedAt > slowMs) {
      slow = true;
      onSlow?.([...missing.keys()]);
    }
    await new Promise(resolve => setTimeout(resolve, 300));
  }
  return false;
}

module.exports = { waitUntilReady };
