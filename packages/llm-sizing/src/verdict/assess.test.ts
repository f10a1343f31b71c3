import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { answerOf } from './__fixtures__/answerOf';
import { cases } from './__fixtures__/cases';
import { ask, euros, h100, l40s, pool } from './__fixtures__/scenario';
import { assess } from './assess';
import { policyRules } from './policy';
import { reasonEffects } from './reasonCodes';

describe('the verdict', () => {
  it.each(
    cases.map(
      ({ name, ask: question, answer }) => [name, question, answer] as const,
    ),
  )('on %s', (_, question, answer) => {
    const given = answerOf(assess(question));
    expect(given).toEqual(answer);
    expect(Object.keys(given)).toEqual(Object.keys(answer));
  });

  it('has a case for every reason', () => {
    const told = cases.flatMap(({ answer }) =>
      Object.values(answer).flatMap(({ reasons = [], policyReasons = [] }) =>
        [...reasons, ...policyReasons].map(line => line.split(':')[0]),
      ),
    );
    // Of what is there already only: standing.test.ts.
    const standing = 'pool-to-leave';
    expect([...new Set([...told, standing])].sort()).toEqual(
      Object.keys(reasonEffects).sort(),
    );
    expect(cases.length).toBeGreaterThanOrEqual(40);
  });

  it('gives its reasons as sentences without names of code', () => {
    for (const { answer } of cases) {
      for (const { reasons = [] } of Object.values(answer)) {
        for (const line of reasons) {
          expect(line).not.toMatch(/undefined|NaN|\[object|Infinity/);
          expect(line.length).toBeLessThan(220);
        }
      }
    }
  });

  it('carries figures that add up, and names what they are made of', () => {
    const { groups } = assess(ask());
    const { memory, throughput, typicalRequests } = groups[0].sizing!;
    const gib = (bytes: number) => (bytes / 1024 ** 3).toFixed(1);
    expect(
      `weights ${gib(memory.weights.high)} + KV ${gib(
        memory.kvCache.low,
      )} to ${gib(memory.kvCache.high)} + other ${gib(
        memory.other.low,
      )} to ${gib(memory.other.high)} = ${gib(memory.budgetBytes)} of ${gib(
        memory.deviceBytes,
      )} GiB`,
    ).toBe(
      'weights 15.0 + KV 22.8 to 25.1 + other 1.3 to 3.6 = 41.4 of 45.0 GiB',
    );
    expect(memory.addends.map(({ name }) => name)).toEqual([
      'weights',
      'activations',
      'sampling',
      'graphs',
      'buffers',
      'runtime',
      'driver',
    ]);
    expect(typicalRequests.low).toBeGreaterThanOrEqual(10);
    expect(throughput?.runningRequests).toBe(10);
    expect(groups[0].placement).toMatchObject({
      gpuMemoryUtilization: 0.92,
      maxModelLen: 8192,
      nodesPerCopy: 1,
      gpusPerNode: 1,
    });
  });

  it('costs what the units cost, in hours and months and for each million of tokens', () => {
    const { groups } = assess(
      ask({
        pools: [
          pool('fra', [
            h100(1, 1, {
              pricePerGpuHour: euros('2.10'),
              sharing: {
                strategy: 'mig',
                profiles: [{ name: '3g.40gb', count: 2 }],
              },
            }),
          ]),
          pool('ber', [l40s(1, 4, { pricePerGpuHour: euros('1.10') })]),
        ],
      }),
    );
    const [ber, fra] = ['ber', 'fra'].map(
      name => groups.find(group => group.pool === name)?.cost,
    );
    expect(ber).toMatchObject({
      perHour: euros('1.1'),
      perMonth: euros('803'),
    });
    // Three of seven compute slices.
    expect(fra).toMatchObject({
      perHour: euros('0.9'),
      perMonth: euros('657'),
    });
    const { low, high } = ber!.perMillionTokens!;
    const { low: slow } = groups[1].sizing!.throughput!.totalTokensPerSecond;
    expect(Number(low.amount)).toBeLessThan(Number(high.amount));
    expect(Number(high.amount)).toBeCloseTo((1.1 * 1e6) / (slow * 3600), 3);
    expect(Number(ber!.perMillionOutputTokens!.low.amount)).toBeGreaterThan(
      Number(low.amount),
    );
  });

  it('says how many ways were compared', () => {
    expect(assess(ask()).candidates).toBeGreaterThan(0);
  });
});

it('every file of policy is in its list', () => {
  const files = readdirSync(join(__dirname, 'policy'))
    .filter(file => !['index.ts', 'PolicyRule.ts'].includes(file))
    .map(file =>
      file
        .replace(/\.ts$/, '')
        .replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`),
    );
  expect(policyRules.map(({ code }) => code).sort()).toEqual(files.sort());
});
