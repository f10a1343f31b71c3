import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { DAY_MS, HOUR_MS } from './tables/units';
import { readUsageConfig } from './UsageConfig';

const read = (usage?: JsonObject) =>
  readUsageConfig(new ConfigReader(usage ? { llm: { usage } } : {}));

describe('readUsageConfig', () => {
  it('has a default for everything', () => {
    expect(read()).toEqual({
      acceptForMs: 48 * HOUR_MS,
      closeAfterMs: 2 * HOUR_MS,
      keepHoursMs: 45 * DAY_MS,
      keepDaysMs: 800 * DAY_MS,
      consumerCap: 1000,
      memoryBytes: 256 * 1024 * 1024,
      aliases: new Map(),
    });
  });

  it('reads what is set', () => {
    expect(
      read({
        acceptFor: { days: 60 },
        closeAfter: '30m',
        memory: 64,
        consumers: {
          cap: 5,
          aliases: [{ name: 'tmp-42', entity: 'Component:Berlin/Bot' }],
          pseudonymKey: '0123456789abcdef',
        },
      }),
    ).toEqual({
      acceptForMs: 60 * DAY_MS,
      closeAfterMs: HOUR_MS / 2,
      // Longer than reports are accepted for.
      keepHoursMs: 62 * DAY_MS,
      keepDaysMs: 800 * DAY_MS,
      consumerCap: 5,
      memoryBytes: 64 * 1024 * 1024,
      aliases: new Map([['tmp-42', 'component:berlin/bot']]),
      pseudonymKey: '0123456789abcdef',
    });
  });

  it.each([
    [{ acceptFor: { days: 0 } }, /acceptFor must be a duration above zero/],
    [
      { acceptFor: { days: 3 }, keep: { hours: { days: 4 } } },
      /llm\.usage\.keep\.hours: hours must be kept at least two days longer/,
    ],
    [
      { keep: { hours: { days: 50 }, days: { days: 49 } } },
      /llm\.usage\.keep\.days: days must be kept at least as long as hours/,
    ],
    [{ consumers: { cap: 0.5 } }, /llm\.usage\.consumers\.cap: 0\.5/],
    [
      { consumers: { aliases: [{ name: 'a', entity: 'user:default/jane' }] } },
      /aliases\[0\]\.entity: "user:default\/jane" is not a reference/,
    ],
    [
      {
        consumers: {
          aliases: [
            { name: 'a', entity: 'component:b' },
            { name: 'a', entity: 'component:c' },
          ],
        },
      },
      /aliases\[1\]\.name: "a" is an alias already/,
    ],
  ])('refuses %j by the name of the key', (usage, message) => {
    expect(() => read(usage)).toThrow(message);
  });

  it('does not show a key that is too short', () => {
    const consumers = { pseudonymKey: 'my-secret' };
    expect(() => read({ consumers })).toThrow(/at least 16 characters$/);
    expect(() => read({ consumers })).not.toThrow(/my-secret/);
  });
});
