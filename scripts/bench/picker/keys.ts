import { Page } from '@playwright/test';

/** What the page measures itself with. */
declare global {
  interface Window {
    keys: {
      /** From each key until the rows that answer it were painted, in ms. */
      painted: number[];
      /** The same as the browser measures it, in steps of 8 ms, for those of 16 ms and more. */
      timed: number[];
    };
  }
}

/** Pauses between keys in ms: somebody who types, and stops to think. */
const PAUSES = [70, 110, 160, 240, 90, 420];

/** Measures each key from now on. */
export async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const keys: Window['keys'] = { painted: [], timed: [] };
    window.keys = keys;
    const { port1, port2 } = new MessageChannel();
    let pressed: number[] = [];
    const answered: number[] = [];
    window.addEventListener(
      'keydown',
      ({ key, timeStamp }) => {
        if (/^\d$|^Backspace$/.test(key)) {
          pressed.push(timeStamp);
        }
      },
      { capture: true },
    );
    // Rows change in an animation frame. What is posted there arrives when that frame was painted.
    port2.onmessage = () => {
      const now = performance.now();
      keys.painted.push(...answered.splice(0).map(since => now - since));
    };
    new MutationObserver(() => {
      if (pressed.length > 0) {
        // On a busy machine one frame answers several keys.
        answered.push(...pressed);
        pressed = [];
        port1.postMessage(0);
      }
    }).observe(document.querySelector('[role=radiogroup]')!, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    new PerformanceObserver(list => {
      for (const { name, duration } of list.getEntries()) {
        if (name === 'keydown') {
          keys.timed.push(duration);
        }
      }
    }).observe({
      type: 'event',
      durationThreshold: 16,
    } as PerformanceObserverInit);
  });
}

/**
 * Types into a field and takes it back, key by key.
 *
 * @returns From each key until its rows were painted, and what the browser measured, in ms
 */
export async function typeInto(options: {
  page: Page;
  label: string;
  keys: number;
}): Promise<Window['keys']> {
  const { page, label, keys } = options;
  await page.getByLabel(label).focus();
  await page.keyboard.press('End');
  await page.evaluate(() => {
    window.keys.painted.length = 0;
    window.keys.timed.length = 0;
  });
  for (let i = 0; i < keys; i++) {
    await page.keyboard.press(i % 2 ? 'Backspace' : `${(i / 2) % 10}`);
    await page.waitForTimeout(PAUSES[i % PAUSES.length]);
  }
  await page.waitForTimeout(500);
  const measured = await page.evaluate(() => window.keys);
  if (measured.painted.length !== keys) {
    throw new Error(
      `${measured.painted.length} of ${keys} keys changed the rows of "${label}"`,
    );
  }
  return measured;
}
