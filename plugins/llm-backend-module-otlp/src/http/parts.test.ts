import { mockServices } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { MemoryLedger } from '../__testUtils__/MemoryLedger';
import { RateLimiter } from './RateLimiter';
import { RefusalCounter } from './RefusalCounter';

it('in any time a subject gets what its rate and its burst allow, and no more', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(400), { minLength: 1, maxLength: 200 }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 10 }),
      (pauses, perSecond, burst) => {
        let now = 0;
        const limiter = new RateLimiter({ perSecond, burst }, () => now);
        let allowed = 0;
        for (const pause of pauses) {
          now += pause;
          const wait = limiter.take('a');
          allowed += wait === 0 ? 1 : 0;
          expect(Number.isInteger(wait)).toBe(true);
        }
        expect(allowed).toBeLessThanOrEqual(burst + (now / 1000) * perSecond);
        expect(allowed).toBeGreaterThanOrEqual(Math.min(burst, pauses.length));
        now += (burst / perSecond) * 1000 + 1;
        expect(limiter.take('b')).toBe(0);
        expect(limiter.take('a')).toBe(0);
      },
    ),
  );
});

it('who waits as long as told may go on', () => {
  let now = 0;
  const limiter = new RateLimiter({ perSecond: 0.1, burst: 1 }, () => now);
  expect(limiter.take('a')).toBe(0);
  const wait = limiter.take('a');
  expect(wait).toBe(10);
  now += wait * 1000;
  expect(limiter.take('a')).toBe(0);
});

describe('the counter of refusals', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('tells the ledger now and then, and keeps what that did not take', async () => {
    const ledger = new MemoryLedger();
    const known: { ledger?: MemoryLedger } = {};
    const counter = new RefusalCounter({
      intake: 'otlp',
      logger: mockServices.logger.mock(),
      ledger: () => known.ledger,
    });
    const record = jest.spyOn(ledger, 'recordRefusals');
    for (let i = 0; i < 1000; i++) {
      counter.count('unauthenticated');
    }
    // There is none to tell yet.
    await jest.advanceTimersByTimeAsync(60_000);
    known.ledger = ledger;
    counter.count('too-large');
    ledger.failure = new Error('down');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(record).toHaveBeenCalledTimes(1);
    expect(ledger.refusals).toEqual([]);
    ledger.failure = undefined;
    counter.count('too-large');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(record).toHaveBeenCalledTimes(2);
    expect(ledger.refusals).toEqual([
      { code: 'unauthenticated', requests: 1000, at: expect.any(Number) },
      { code: 'too-large', requests: 2, at: expect.any(Number) },
    ]);
    await counter.flush();
    expect(record).toHaveBeenCalledTimes(2);
  });
});
