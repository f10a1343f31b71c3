import fc from 'fast-check';
import { accelerators } from '../accelerators';
import { Architecture } from '../architecture/Architecture';
import {
  anyArchitecture,
  anyEngine,
  anyNumber,
  anyWorkload,
  soundArchitecture,
} from '../__testUtils__/arbitraries';
import { partitionOf, shareOf, wholeDevice } from './Device';
import { EngineOptions } from './EngineOptions';
import { estimateKvCache } from './estimateKvCache';
import { Range } from './Range';
import { Sizing, sizeModel } from './sizeModel';
import { estimateWeights } from './weights';

const device = fc.constantFrom(
  ...accelerators.flatMap(accelerator => [
    wholeDevice(accelerator),
    shareOf({ accelerator, replicas: 4 })!,
    ...accelerator.partitionProfiles
      .slice(0, 2)
      .map(({ name }) => partitionOf(accelerator, name)!),
  ]),
);

const h100 = wholeDevice(
  accelerators.find(({ id }) => id === 'nvidia-h100-sxm-80gb')!,
);

const workload = {
  promptTokens: 1000,
  answerTokens: 200,
  concurrentRequests: 8,
};

function sized(architecture: Architecture, engine: EngineOptions = {}): Sizing {
  const sizing = sizeModel({ architecture, device: h100, workload, engine });
  if (!sizing.ok) {
    throw new Error(JSON.stringify(sizing.issues));
  }
  return sizing.value;
}

/** Splits that every sound model allows. */
const split = (architecture: Architecture) =>
  fc.constantFrom(
    ...[1, 2, 4, 8].filter(devices =>
      architecture.layers.every(
        ({ kvHeads = 1, heads = 1 }) =>
          heads % devices === 0 &&
          (kvHeads % devices === 0 || devices % kvHeads === 0),
      ),
    ),
  );

const soundSplit = soundArchitecture.chain(architecture =>
  fc.record({
    architecture: fc.constant(architecture),
    tensorParallel: split(architecture),
  }),
);

/** Every range anywhere in a value. */
function rangesIn(value: unknown): Range[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const inner = Object.values(value).flatMap(rangesIn);
  return 'low' in value && typeof value.low === 'number'
    ? [value as Range, ...inner]
    : inner;
}

/** No number, or a low value above the high one. */
function isTurned({ low, high }: Range): boolean {
  return !(low <= high);
}

describe('sizing', () => {
  it('takes anything that its types allow, and never throws', () => {
    fc.assert(
      fc.property(
        anyArchitecture,
        anyEngine,
        anyWorkload,
        device,
        anyNumber,
        (architecture, engine, asked, on, tokens) => {
          const sizing = sizeModel({
            architecture,
            engine,
            workload: asked,
            device: on,
          });
          const estimates = [
            estimateWeights({ architecture }),
            estimateKvCache({ architecture, tokens, engine }),
          ];
          // What is not computed is refused with a reason, and what is has a low and a high value.
          expect(sizing.issues.every(({ message }) => message !== '')).toBe(
            true,
          );
          expect(rangesIn([sizing, estimates]).filter(isTurned)).toEqual([]);
          expect(rangesIn(estimates).filter(({ low }) => low < 0)).toEqual([]);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('takes a width next to nothing for one that is not known', () => {
    const architecture: Architecture = {
      layers: [
        { count: 1, attention: 'linear', stateBytes: 1 },
        { count: 1, attention: 'full', kvHeads: 1, headDim: Number.MIN_VALUE },
      ],
    };
    expect(estimateKvCache({ architecture, tokens: 0 })).toBeUndefined();
    expect(estimateKvCache({ architecture, tokens: 1 })).toBeUndefined();
  });

  it('is known for every sound model, from a low to a high value', () => {
    fc.assert(
      fc.property(soundSplit, device, ({ architecture, ...engine }, on) => {
        const sizing = sizeModel({
          architecture,
          workload,
          engine,
          device: on,
        });
        fc.pre(sizing.ok || !/-divides$/.test(sizing.issues[0].code));
        const ranges = rangesIn(sizing);
        expect(sizing.issues).toEqual([]);
        expect(ranges.length).toBeGreaterThan(8);
        expect(ranges.filter(isTurned)).toEqual([]);
        expect(
          ranges.filter(({ low, high }) => !Number.isFinite(high - low)),
        ).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('adds up to the budget, bytes to bytes', () => {
    fc.assert(
      fc.property(soundArchitecture, architecture => {
        const { memory } = sized(architecture);
        const { weights, other, kvCache, budgetBytes, addends } = memory;
        expect(weights.high + other.high + kvCache.low).toBeCloseTo(
          budgetBytes,
          -3,
        );
        expect(weights.low + other.low + kvCache.high).toBeCloseTo(
          budgetBytes,
          -3,
        );
        const sum = (side: 'low' | 'high') =>
          addends.reduce((total, { bytes }) => total + bytes[side], 0);
        expect(sum('low')).toBeCloseTo(weights.low + other.low, -3);
        expect(sum('high')).toBeCloseTo(weights.high + other.high, -3);
      }),
    );
  });

  it('counts requests and tokens in whole numbers, within the limits', () => {
    fc.assert(
      fc.property(soundArchitecture, architecture => {
        const { typicalRequests, longestRequests, longestContext } =
          sized(architecture);
        for (const value of [
          typicalRequests.low,
          typicalRequests.high,
          longestRequests.low,
          longestContext.low,
          longestContext.high,
        ]) {
          expect(Number.isInteger(value)).toBe(true);
        }
        expect(typicalRequests.high).toBeLessThanOrEqual(1024);
        expect(longestContext.high).toBeLessThanOrEqual(
          architecture.contextLength ?? 0,
        );
      }),
    );
  });

  it('finds memory to grow with context', () => {
    fc.assert(
      fc.property(
        soundArchitecture,
        fc.integer({ min: 1, max: 200_000 }),
        fc.integer({ min: 0, max: 200_000 }),
        (architecture, tokens, more) => {
          const bytes = (length: number) =>
            estimateKvCache({ architecture, tokens: length })!.bytes;
          expect(bytes(tokens + more).low).toBeGreaterThanOrEqual(
            bytes(tokens).low,
          );
          expect(bytes(tokens + more).high).toBeGreaterThanOrEqual(
            bytes(tokens).high,
          );
        },
      ),
    );
  });

  it('fits the longest request that it names, and no longer one', () => {
    fc.assert(
      fc.property(soundArchitecture, architecture => {
        const { longestContext, memory } = sized(architecture);
        const needed = (tokens: number) =>
          estimateKvCache({
            architecture,
            tokens,
            engine: { maxNumBatchedTokens: 8192 },
          })!.bytes;
        const { low } = longestContext;
        const fits = (tokens: number) =>
          needed(tokens).high <= memory.kvCache.low;
        expect(low === 0 || fits(low)).toBe(true);
        expect(low === architecture.contextLength || !fits(low + 1)).toBe(true);
      }),
    );
  });

  it('divides weights and context among devices as far as they can be', () => {
    fc.assert(
      fc.property(soundSplit, ({ architecture, tensorParallel }) => {
        const one = sized(architecture).memory.weights;
        const sizing = sizeModel({
          architecture,
          device: h100,
          workload,
          engine: { tensorParallel },
        });
        fc.pre(sizing.ok);
        const each = sizing.value.memory.weights;
        expect(each.low * tensorParallel).toBeGreaterThanOrEqual(
          one.low * (1 - 1e-9),
        );
        expect(each.high).toBeLessThanOrEqual(one.high * (1 + 1e-9));
        const kv = (devices: number) =>
          estimateKvCache({
            architecture,
            tokens: 4096,
            engine: { tensorParallel: devices },
          })!.bytes.low;
        expect(kv(tensorParallel) * tensorParallel).toBeGreaterThanOrEqual(
          kv(1) * (1 - 1e-9),
        );
        expect(kv(tensorParallel)).toBeLessThanOrEqual(kv(1));
      }),
    );
  });

  it('takes no more for each device of more stages', () => {
    fc.assert(
      fc.property(
        soundArchitecture,
        fc.integer({ min: 1, max: 8 }),
        (architecture, stages) => {
          const layers = architecture.layers.reduce(
            (sum, { count }) => sum + count,
            0,
          );
          fc.pre(stages <= layers);
          const weights = (pipelineParallel: number) =>
            sized(architecture, { pipelineParallel }).memory.weights.low;
          // Layers are whole, and a stage may get one more than its share.
          expect(weights(stages)).toBeLessThanOrEqual(weights(1) * (1 + 1e-9));
          expect(weights(stages) * stages).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('holds as many more requests as there are copies', () => {
    fc.assert(
      fc.property(
        soundArchitecture,
        fc.integer({ min: 1, max: 64 }),
        (architecture, dataParallel) => {
          const one = sized(architecture).typicalRequests;
          const all = sized(architecture, { dataParallel }).typicalRequests;
          expect(all).toEqual({
            low: one.low * dataParallel,
            high: one.high * dataParallel,
          });
        },
      ),
    );
  });
});
