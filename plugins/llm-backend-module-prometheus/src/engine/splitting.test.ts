import { MeasureSample, MeasureSpan } from '@modelyard/plugin-llm-node';
import fc from 'fast-check';
import { EngineFailures } from '../http/EngineFailures';
import { collectSamples } from './collectSamples';
import { POINTS_AT_ONCE, splitRange } from './splitRange';

const failures = EngineFailures.create({ name: 'fra', secrets: [] });
const DAY = 86_400_000;

describe('splitRange', () => {
  it('gives each point once, in pieces that an engine takes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2e12 }),
        fc.integer({ min: 1, max: DAY }),
        fc.integer({ min: 0, max: 5 * POINTS_AT_ONCE }),
        fc.nat(),
        (start, step, more, beyond) => {
          const end = start + more * step + (beyond % step);
          const pieces = splitRange({ start, end, step }, failures);
          let next = start;
          for (const piece of pieces) {
            expect(piece.start).toBe(next);
            expect((piece.end - piece.start) % step).toBe(0);
            const points = (piece.end - piece.start) / step + 1;
            expect(points).toBeLessThanOrEqual(POINTS_AT_ONCE);
            next = piece.end + step;
          }
          expect(next).toBe(start + (more + 1) * step);
        },
      ),
    );
  });
});

describe('collectSamples', () => {
  const BYTES = 30;

  it('gives each sample once, whatever an answer may hold and whichever ends an engine counts in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          times: fc.uniqueArray(fc.integer({ min: 0, max: 3 * DAY }), {
            maxLength: 200,
          }),
          span: fc.tuple(
            fc.integer({ min: 0, max: 3 * DAY }),
            fc.integer({ min: 0, max: 3 * DAY }),
          ),
          closed: fc.boolean(),
          room: fc.integer({ min: 40, max: 300 }),
        }),
        async ({ times, span: [from, length], closed, room }) => {
          const samples = times
            .sort((a, b) => a - b)
            .map((at): MeasureSample => ({ at, value: at }));
          const span = { start: from, end: from + length };
          const maxBytes = room * BYTES;
          const { series } = await collectSamples({
            span,
            maxBytes,
            failures,
            read: async ({ start, end }: MeasureSpan) => {
              const found = samples.filter(
                ({ at }) => at >= start - (closed ? 1 : 0) && at <= end,
              );
              const bytes = found.length * BYTES;
              if (bytes > maxBytes) {
                throw failures.make('too-large', 'is too large');
              }
              return {
                series: found.length ? [{ labels: {}, samples: found }] : [],
                warnings: [],
                infos: [],
                partial: false,
                bytes,
              };
            },
          });
          const within = samples.filter(
            ({ at }) => at >= span.start && at <= span.end,
          );
          expect(series).toEqual(
            within.length ? [{ labels: {}, samples: within }] : [],
          );
        },
      ),
    );
  });

  it('gives up where a minute is too large, and at any other failure', async () => {
    const asked: MeasureSpan[] = [];
    const collect = (kind: 'too-large' | 'timeout') =>
      collectSamples({
        span: { start: 0, end: DAY },
        maxBytes: 1,
        failures,
        read: async span => {
          asked.push(span);
          throw failures.make(kind, 'fails');
        },
      });
    await expect(collect('too-large')).rejects.toMatchObject({
      kind: 'too-large',
    });
    const { start, end } = asked[asked.length - 1];
    expect(end - start).toBeLessThan(60_000);
    expect(asked.length).toBeLessThan(15);
    asked.length = 0;
    await expect(collect('timeout')).rejects.toMatchObject({ kind: 'timeout' });
    expect(asked).toHaveLength(1);
  });

  it('keeps no more samples than there is room for', async () => {
    const many = Array.from({ length: 500_000 }, (_, at) => ({ at, value: 1 }));
    await expect(
      collectSamples({
        span: { start: 0, end: 30 * DAY },
        maxBytes: 1,
        failures,
        read: async ({ start }) => ({
          series: [
            {
              labels: {},
              samples: many.map(({ at, value }) => ({ at: start + at, value })),
            },
          ],
          warnings: [],
          infos: [],
          partial: false,
          bytes: 1,
        }),
      }),
    ).rejects.toMatchObject({
      kind: 'too-large',
      message: expect.stringContaining('more than the 2000000 samples'),
    });
  });
});
