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
 * @param {() => number | undefined} [options.lastErrorAt] - when an error was last shown
 * @param {(missing: string[]) => void} [options.onStuck] - called once, with who has not
 *   answered long after an error: the development server waits for a change then
 * @param {number} [options.stuckMs]
 * @returns {Promise<boolean>} false if the signal ended it
 */
async function waitUntilReady({
  addresses,
  signal,
  onSlow,
  slowMs = 180_000,
  lastErrorAt = () => undefined,
  onStuck,
  stuckMs = 20_000,
}) {
  const missing = new Map([
    ['frontend', () => frontendAnswers(addresses.frontend.url)],
    ['backend', () => backendAnswers(addresses.backend.url)],
  ]);
  const startedAt = Date.now();
  let slow = false;
  let stuck = false;
  while (!signal.aborted) {
    for (const [name, answers] of [...missing]) {
      if (await answers().catch(() => false)) {
        missing.delete(name);
      }
    }
    if (missing.size === 0) {
      return true;
    }
    const errorAt = lastErrorAt();
    if (!stuck && errorAt && Date.now() - errorAt > stuckMs) {
      stuck = true;
      onStuck?.([...missing.keys()]);
    }
    if (!slow && Date.now() - startedAt > slowMs) {
      slow = true;
      onSlow?.([...missing.keys()]);
    }
    await new Promise(resolve => setTimeout(resolve, 300));
  }
  return false;
}

/**
 * Tells when a backend that was ready falls silent, and when it is back: the
 * development server lives on without it. Restarts after a change are shorter.
 *
 * @param {object} options
 * @param {string} options.url
 * @param {AbortSignal} options.signal - ends the watch
 * @param {(answers: boolean) => void} options.onChange
 * @param {number} [options.everyMs]
 * @param {number} [options.patience] - so many failures in a row count
 */
async function watchBackend({
  url,
  signal,
  onChange,
  everyMs = 5_000,
  patience = 4,
}) {
  let failures = 0;
  while (!signal.aborted) {
    await new Promise(resolve => setTimeout(resolve, everyMs).unref());
    const answers = await backendAnswers(url).catch(() => false);
    if (signal.aborted) {
      return;
    }
    if (answers && failures >= patience) {
      onChange(true);
    }
    failures = answers ? 0 : failures + 1;
    if (failures === patience) {
      onChange(false);
    }
  }
}

module.exports = { waitUntilReady, watchBackend };
