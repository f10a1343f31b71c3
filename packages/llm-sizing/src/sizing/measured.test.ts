import { findAccelerator } from '../accelerators';
import { architectures } from './__fixtures__/architectures';
import { MeasuredRun, measuredRuns } from './__fixtures__/measuredRuns';
import { wholeDevice } from './Device';
import { MemoryEstimate } from './memory';
import { prepareModel } from './model';
import { overheadTerms } from './overhead';
import { addRanges, Range } from './Range';
import { parallelismOf, sizeModel } from './sizeModel';
import { memoryOfStages, stageBasis } from './stageMemory';

const GIB = 1024 ** 3;
const ROUNDING = 0.01 * GIB;

function estimate(
  { model, tensorParallel, pipelineParallel, utilization }: MeasuredRun,
  version: string | undefined,
): MemoryEstimate {
  const accelerator = findAccelerator('nvidia-h100-sxm-80gb');
  const sizing =
    accelerator &&
    sizeModel({
      architecture: architectures[model],
      device: wholeDevice(accelerator),
      engine: {
        version,
        tensorParallel,
        pipelineParallel,
        gpuMemoryUtilization: utilization,
      },
      workload: { promptTokens: 1000, answerTokens: 24, concurrentRequests: 1 },
    });
  if (!sizing?.ok) {
    throw new Error(JSON.stringify(sizing));
  }
  return sizing.value.memory;
}

function sumOf({ addends }: MemoryEstimate, names: string[]): Range {
  const found = addends.filter(({ name }) => names.includes(name));
  return {
    low: found.reduce((sum, { bytes }) => sum + bytes.low, 0),
    high: found.reduce((sum, { bytes }) => sum + bytes.high, 0),
  };
}

function expectWithin(gib: number, { low, high }: Range) {
  expect(gib * GIB).toBeGreaterThanOrEqual(low - ROUNDING);
  expect(gib * GIB).toBeLessThanOrEqual(high + ROUNDING);
}

// The last stage has the logits and is the fullest; the runs of several stages report the first.
function peakOfFirstStage(
  { model, tensorParallel, pipelineParallel }: MeasuredRun,
  version: string | undefined,
): Range {
  const prepared = prepareModel({
    architecture: architectures[model],
    engine: { version },
  });
  if (!prepared.known) {
    throw new Error(JSON.stringify(prepared));
  }
  const [{ context }] = memoryOfStages(
    stageBasis({
      model: prepared.model,
      batchClass: 'large',
      vendor: 'nvidia',
      maxModelLen: 1024,
    }),
    parallelismOf({ tensorParallel, pipelineParallel }),
  );
  return addRanges(
    overheadTerms
      .filter(({ name }) =>
        ['activations', 'sampling', 'experts'].includes(name),
      )
      .map(term => term.bytes(context)),
  );
}

describe.each(
  measuredRuns.map(
    measured =>
      [
        `${measured.model} on vLLM ${measured.version}, ${measured.tensorParallel} x ${measured.pipelineParallel}`,
        measured,
      ] as const,
  ),
)('%s', (_, measured) => {
  it.each([measured.version, undefined])(
    'lies within the estimate for version %s',
    version => {
      const memory = estimate(measured, version);
      expectWithin(
        measured.peak,
        measured.pipelineParallel > 1
          ? peakOfFirstStage(measured, version)
          : sumOf(memory, ['activations', 'sampling', 'experts', 'towers']),
      );
      expectWithin(
        measured.nonTorch,
        sumOf(memory, ['runtime', 'communication']),
      );
      expectWithin(measured.weights, sumOf(memory, ['weights', 'buffers']));
      if (measured.kvCache !== undefined) {
        expectWithin(measured.kvCache, memory.kvCache);
      }
    },
  );
});

describe('the estimate', () => {
  const dense = measuredRuns.filter(
    ({ model, version }) =>
      version === '0.19.0' && !('towers' in architectures[model]),
  );

  it('is narrow where the version is known', () => {
    for (const measured of dense) {
      const { low, high } = sumOf(estimate(measured, measured.version), [
        'activations',
        'sampling',
        'experts',
      ]);
      expect(high / low).toBeLessThan(1.35);
    }
  });

  it.each([
    ['0.11.0', 2, 8.5],
    ['0.19.0', 1, 4],
    ['0.21.0', 1.5, 5.5],
    [undefined, 1.5, 9],
  ])(
    'of a dense model on version %s is from %d to %d GiB',
    (version, least, most) => {
      const { other } = estimate(measuredRuns[0], version);
      expect(other.low).toBeGreaterThan((least - 1) * GIB);
      expect(other.high).toBeLessThan(most * GIB);
    },
  );

  it('is more with experts, a large vocabulary and large steps', () => {
    const otherOf = (run: Partial<MeasuredRun>) =>
      estimate({ ...measuredRuns[0], ...run }, '0.21.0').other;
    const plain = otherOf({});
    expect(otherOf({ model: 'Qwen3-30B-A3B' }).low).toBeGreaterThan(plain.low);
    expect(otherOf({ model: 'gemma-2-2b' }).low).toBeGreaterThan(plain.low);
  });
});
