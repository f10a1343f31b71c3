import { findAccelerator } from '../accelerators';
import { Accelerator } from '../Accelerator';
import { architectures } from './__fixtures__/architectures';
import { Device, partitionOf, shareOf, wholeDevice } from './Device';
import { EngineOptions } from './EngineOptions';
import { sizeModel } from './sizeModel';
import { Workload } from './Workload';

const accelerator = (id: string): Accelerator => {
  const found = findAccelerator(id);
  if (!found) {
    throw new Error(`no accelerator ${id}`);
  }
  return found;
};
const h100 = accelerator('nvidia-h100-sxm-80gb');

function estimate(options: {
  model?: keyof typeof architectures;
  device?: Device;
  engine?: EngineOptions;
  workload?: Partial<Workload>;
}) {
  const sizing = sizeModel({
    architecture: architectures[options.model ?? 'Llama-3.1-8B'],
    device: options.device ?? wholeDevice(h100),
    engine: options.engine,
    workload: {
      promptTokens: 1024,
      answerTokens: 128,
      concurrentRequests: 8,
      ...options.workload,
    },
  });
  return sizing.ok ? sizing.value.throughput : undefined;
}

const output = (options: Parameters<typeof estimate>[0]) =>
  estimate(options)?.outputTokensPerSecond ?? { low: NaN, high: NaN };

describe('throughput', () => {
  // "vLLM throughput-latency sweep on NVIDIA A100", johnmusgrave.com: 75 tokens/s with one request, 6.6 times that with eight.
  it.each([
    [1, 75],
    [8, 495],
  ])(
    'with %d requests on an A100 40 GB spans the measured %d',
    (requests, measured) => {
      const { low, high } = output({
        device: wholeDevice(accelerator('nvidia-a100-sxm-40gb')),
        workload: { concurrentRequests: requests },
      });
      expect(measured).toBeGreaterThan(low);
      expect(measured).toBeLessThan(high);
      expect(high / low).toBeLessThan(4);
    },
  );

  it('grows with the requests that run, but less than they do', () => {
    const [one, ten] = [1, 10].map(concurrentRequests =>
      output({ workload: { concurrentRequests } }),
    );
    expect(ten.low).toBeGreaterThan(one.low);
    expect(ten.low).toBeLessThan(one.low * 10);
  });

  it('grows with copies, and with devices that share each layer', () => {
    const one = output({});
    expect(output({ engine: { dataParallel: 2 } }).low).toBeGreaterThan(
      one.low,
    );
    expect(output({ engine: { tensorParallel: 2 } }).low).toBeGreaterThan(
      one.low,
    );
  });

  it('reads only the experts that a step needs', () => {
    // 57 GiB of weights, of which one token passes through 3 billion parameters.
    const mixture = output({
      model: 'Qwen3-30B-A3B',
      workload: { concurrentRequests: 1 },
    });
    const dense = output({
      model: 'Qwen3-32B',
      workload: { concurrentRequests: 1 },
    });
    expect(mixture.low).toBeGreaterThan(dense.low * 2);
  });

  it('of a part is less than of the whole, but others may be idle', () => {
    const whole = output({ device: wholeDevice(h100) });
    const half = output({ device: partitionOf(h100, '3g.40gb') });
    const share = output({
      device: shareOf({ accelerator: h100, replicas: 2 }),
    });
    expect(half.high).toBeLessThan(whole.high);
    expect(share.low).toBeLessThan(whole.low * 0.7);
    expect(share.high).toBeCloseTo(whole.high, 5);
  });

  it('of prompts alone has no answers', () => {
    const { outputTokensPerSecond, totalTokensPerSecond } = estimate({
      engine: { task: 'embed' },
      workload: { answerTokens: 0 },
    })!;
    expect(outputTokensPerSecond).toEqual({ low: 0, high: 0 });
    // At most the 989 teraflops of the H100, at two operations for each parameter.
    expect(totalTokensPerSecond.high).toBeLessThan(989.4e12 / 2 / 8.03e9);
    expect(totalTokensPerSecond.low).toBeGreaterThan(5000);
  });

  it('is not guessed where the speed is not known, or nothing runs', () => {
    const { memoryBytesPerSecond, ...slow } = h100;
    expect(memoryBytesPerSecond).toBeGreaterThan(3e12);
    expect(estimate({ device: wholeDevice(slow) })).toBeUndefined();
    expect(estimate({ model: 'Llama-4-Scout' })).toBeUndefined();
  });
});
