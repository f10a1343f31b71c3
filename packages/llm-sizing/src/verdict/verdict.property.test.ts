import fc from 'fast-check';
import { anyOptions, soundOptions } from '../__testUtils__/questions';
import { applyAlternative } from './applyAlternative';
import { assess } from './assess';
import { AssessOptions } from './AssessOptions';
import { Assessment, GroupVerdict } from './Assessment';

const findGroup = (
  { groups }: Assessment,
  { pool, devices }: { pool: string; devices: string },
): GroupVerdict | undefined =>
  groups.find(group => group.pool === pool && group.devices === devices);

describe('the verdict', () => {
  it('takes anything that its types allow, and never throws', () => {
    fc.assert(
      fc.property(anyOptions, options => {
        const assessment = assess(options);
        expect(assessment.groups).toHaveLength(
          options.pools.flatMap(({ devices }) => devices).length,
        );
        const { groups } = assessment;
        const unexplained = groups.filter(
          ({ verdict, reasons }) =>
            !['fits', 'tight'].includes(verdict) && reasons.length === 0,
        );
        expect(unexplained).toEqual([]);
        const letIn = groups.filter(
          ({ policy, accepted }) => policy.state !== 'allowed' && accepted,
        );
        expect(letIn).toEqual([]);
        // What a person wrote is quoted; what was computed is a number.
        const broken = groups
          .flatMap(({ reasons }) => reasons.map(({ message }) => message))
          .filter(
            message =>
              !message.includes('must be a whole number') &&
              /undefined|NaN|Infinity/.test(message),
          );
        expect(broken).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  it('offers no alternative that it would refuse', () => {
    let offered = 0;
    fc.assert(
      fc.property(soundOptions, options => {
        for (const { alternatives } of assess(options).groups) {
          for (const alternative of alternatives) {
            offered += 1;
            const again = findGroup(
              assess(applyAlternative(options, alternative)),
              alternative,
            );
            expect(again?.verdict).toBe('fits');
            expect(again?.accepted).toBe(true);
            expect(again?.placement?.units).toBe(alternative.units);
            expect(again?.cost?.perMonth).toEqual(alternative.perMonth);
          }
        }
      }),
      { numRuns: 300 },
    );
    // Otherwise the property would say nothing.
    expect(offered).toBeGreaterThan(50);
  });

  it('offers none where a group fits, and puts the cheapest that fits first', () => {
    fc.assert(
      fc.property(soundOptions, options => {
        const { groups } = assess(options);
        const fitting = groups.filter(
          ({ verdict, policy }) =>
            verdict === 'fits' && policy.state === 'allowed',
        );
        expect(groups.slice(0, fitting.length)).toEqual(fitting);
        for (const { alternatives } of fitting) {
          expect(alternatives).toEqual([]);
        }
        const prices = fitting.flatMap(({ cost }) =>
          cost ? [Number(cost.perMonth.amount)] : [],
        );
        expect(prices).toEqual([...prices].sort((a, b) => a - b));
      }),
      { numRuns: 200 },
    );
  });

  it('is the same for the same question, in whatever order the pools come', () => {
    fc.assert(
      fc.property(soundOptions, options => {
        const answer = assess(options);
        expect(assess(options)).toEqual(answer);
        const turned = assess({
          ...options,
          pools: [...options.pools].reverse(),
        });
        expect(turned.groups).toEqual(answer.groups);
      }),
      { numRuns: 100 },
    );
  });

  it('promises no more than the figures that it shows', () => {
    const keepsItsPromise =
      ({ workload }: AssessOptions) =>
      ({ sizing, placement }: GroupVerdict) => {
        if (!sizing || !placement) {
          return false;
        }
        const { typicalRequests, longestContext, memory } = sizing;
        const { tensorParallel, pipelineParallel, dataParallel } =
          placement.parallelism;
        const size = tensorParallel * pipelineParallel;
        return (
          typicalRequests.low >= workload.concurrentRequests &&
          longestContext.low >= placement.maxModelLen &&
          memory.weights.high + memory.other.high <= memory.budgetBytes &&
          placement.units === size * dataParallel &&
          placement.nodesPerCopy * placement.gpusPerNode === size
        );
      };
    fc.assert(
      fc.property(soundOptions, options => {
        const fitting = assess(options).groups.filter(
          ({ verdict }) => verdict === 'fits',
        );
        expect(fitting.filter(keepsItsPromise(options))).toEqual(fitting);
      }),
      { numRuns: 200 },
    );
  });

  it('does not get worse with more devices or fewer people', () => {
    const rank = { fits: 0, tight: 1, unknown: 2, 'does-not-fit': 3 };
    fc.assert(
      fc.property(soundOptions, options => {
        const declared: AssessOptions = {
          ...options,
          usage: 'declared',
          budget: undefined,
        };
        const easier: AssessOptions = {
          ...declared,
          workload: {
            ...declared.workload,
            concurrentRequests: Math.ceil(
              declared.workload.concurrentRequests / 2,
            ),
          },
          pools: declared.pools.map(pool => ({
            ...pool,
            devices: pool.devices.map(devices => ({
              ...devices,
              nodes: devices.nodes + 1,
            })),
          })),
        };
        const after = assess(easier);
        for (const before of assess(declared).groups) {
          const now = findGroup(after, before);
          expect(rank[now!.fit]).toBeLessThanOrEqual(rank[before.fit]);
        }
      }),
      { numRuns: 150 },
    );
  });
});
