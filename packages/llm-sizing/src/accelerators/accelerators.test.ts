import { readdirSync } from 'node:fs';
import { Accelerator } from '../Accelerator';
import { partitionResourceName } from '../partitionResourceName';
import { accelerators, findAccelerator } from '.';

const GIB = 1024 ** 3;

describe('accelerators', () => {
  it('list the rows of every family file', () => {
    const families = readdirSync(__dirname).filter(
      file =>
        ![
          'index.ts',
          'engineSupport.ts',
          'kubernetesNames.ts',
          'mig.ts',
          'sizes.ts',
        ].includes(file) && !/\.test\./.test(file),
    );
    const rows = families.flatMap(family =>
      Object.values<Accelerator[]>(
        jest.requireActual(`./${family.replace(/\.ts$/, '')}`),
      ).flat(),
    );
    expect(families.length).toBeGreaterThan(4);
    expect(new Set(accelerators)).toEqual(new Set(rows));
  });

  it('have ids of their own', () => {
    const ids = accelerators.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(findAccelerator('nvidia-h100-sxm-80gb')?.title).toBe(
      'NVIDIA H100 SXM 80 GB',
    );
    expect(findAccelerator('nvidia-h100')).toBeUndefined();
  });

  it('say what data sheets say, without sparsity', () => {
    const h100 = findAccelerator('nvidia-h100-sxm-80gb');
    expect(h100).toMatchObject({
      memoryBytesPerSecond: 3.35e12,
      throughput: { bf16: 989.4e12, fp8: 1978.9e12 },
      computeCapability: '9.0',
      kubernetes: {
        productLabelValues: ['NVIDIA-H100-80GB-HBM3'],
        draArchitecture: 'Hopper',
      },
    });
    expect(h100?.throughput).not.toHaveProperty('fp4');
    expect(findAccelerator('nvidia-t4-16gb')?.throughput).not.toHaveProperty(
      'bf16',
    );
    // The cards that no board joins.
    for (const id of ['nvidia-l4-24gb', 'nvidia-l40s-48gb']) {
      expect(findAccelerator(id)?.peerAccess).toMatchObject([{ kind: 'pcie' }]);
    }
  });

  it('say which formats vLLM computes in, stores or refuses', () => {
    const weights = (id: string) => findAccelerator(id)?.engine.weights;
    expect(weights('nvidia-a100-sxm-80gb')).toMatchObject({
      fp8: 'emulated',
      int8: 'native',
      nvfp4: 'emulated',
    });
    expect(weights('nvidia-h100-sxm-80gb')?.fp8).toBe('native');
    expect(weights('nvidia-b200-sxm-180gb')).toMatchObject({
      nvfp4: 'native',
      int8: 'none',
    });
    const caches = (id: string) => findAccelerator(id)?.engine.kvCache;
    expect(caches('nvidia-h100-sxm-80gb')).toMatchObject({
      fp8: 'native',
      fp8_e5m2: 'emulated',
    });
    expect(caches('nvidia-b200-sxm-180gb')?.nvfp4).toBe('native');
    // The workstation's Blackwell has the format in its multipliers, but not in the engine.
    expect(caches('nvidia-rtx-pro-6000-blackwell-96gb')).toMatchObject({
      fp8: 'emulated',
      nvfp4: 'none',
    });
    expect(caches('amd-mi300x-192gb')?.fp8).toBe('emulated');
    // Nobody looked it up.
    expect(weights('amd-mi300x-192gb')?.nvfp4).toBeUndefined();
  });

  it('have partitions that a device plugin counts', () => {
    expect(
      ['1g.10gb', '1g.10gb+me', '1g.24gb-me', '1g.24gb+me.all'].map(profile =>
        partitionResourceName({ profile }),
      ),
    ).toEqual([
      'nvidia.com/mig-1g.10gb',
      'nvidia.com/mig-1g.10gb.me',
      'nvidia.com/mig-1g.24gb-me',
      'nvidia.com/mig-1g.24gb.me.all',
    ]);
  });

  describe.each(accelerators.map(row => [row.id, row] as const))(
    '%s',
    (id, row) => {
      it('has the memory that its id names, as the driver counts it', () => {
        const nominal = Number(/-(\d+)gb$/.exec(id)?.[1]);
        // Vendors name sizes between GB and GiB, and error correction takes up to a tenth of a GB card.
        expect(row.memoryBytes).toBeGreaterThan(nominal * 0.9 * GIB);
        expect(row.memoryBytes).toBeLessThanOrEqual(nominal * 1.08 * 1e9);
        expect(id.startsWith(`${row.vendor}-`)).toBe(true);
        expect(row.source.length).toBeGreaterThan(20);
      });

      it('has figures that agree with each other', () => {
        const { throughput = {}, engine, computeCapability } = row;
        const { fp16, bf16 = fp16, fp8, int8, fp4 } = throughput;
        expect(fp16).toBeGreaterThan(50e12);
        expect(bf16).toBe(fp16);
        // Half the bits, twice the rate, but for what data sheets round.
        const ratios = [
          [fp16, fp8],
          [fp16, int8],
          [fp8, fp4],
        ].flatMap(([wide, narrow]) => (wide && narrow ? narrow / wide : []));
        expect(ratios.filter(ratio => ratio < 1.99 || ratio > 2.03)).toEqual(
          [],
        );
        // Memory is read whole 9 to 50 times a second.
        const reads = (row.memoryBytesPerSecond ?? 0) / row.memoryBytes;
        expect(reads).toBeGreaterThan(9);
        expect(reads).toBeLessThan(50);
        // What is computed natively has a rate, and the other way round.
        expect(engine.weights.fp8 === 'native').toBe(fp8 !== undefined);
        expect(engine.weights.nvfp4 === 'native').toBe(fp4 !== undefined);
        expect(computeCapability === undefined).toBe(row.vendor === 'amd');
        expect(engine.source.length).toBeGreaterThan(20);
      });

      it('has names that clusters can use', () => {
        const { kubernetes, architecture, vendor } = row;
        expect(kubernetes?.resourceName).toBe(`${vendor}.com/gpu`);
        for (const value of kubernetes?.productLabelValues ?? []) {
          expect(value).toMatch(/^[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/);
        }
        expect(kubernetes?.draArchitecture).toBe(
          vendor === 'nvidia' ? architecture : undefined,
        );
        expect(kubernetes?.productNames.length).toBeGreaterThan(
          vendor === 'nvidia' ? 0 : -1,
        );
        for (const { bytesPerSecond, devices, kind } of row.peerAccess ?? []) {
          expect(bytesPerSecond).toBeGreaterThanOrEqual(32e9);
          expect(devices === undefined).toBe(kind === 'pcie');
        }
      });

      it('has partitions that fit', () => {
        for (const profile of row.partitionProfiles) {
          const { maxPerDevice, memoryBytes, computeSlices, memorySlices } =
            profile;
          expect(maxPerDevice * memoryBytes).toBeLessThanOrEqual(
            row.memoryBytes,
          );
          expect(maxPerDevice * computeSlices).toBeLessThanOrEqual(
            row.computeSlices,
          );
          expect(maxPerDevice * memorySlices).toBeLessThanOrEqual(
            row.memorySlices,
          );
          // 1g.10gb: one compute slice, and a little less memory than ten GB.
          const [, slices, gigabytes] =
            /^(\d+)g\.(\d+)gb/.exec(profile.name) ?? [];
          expect(Number(slices)).toBe(computeSlices);
          expect(memoryBytes).toBeLessThanOrEqual(Number(gigabytes) * GIB);
          expect(memoryBytes).toBeGreaterThan(Number(gigabytes) * 0.88 * GIB);
        }
      });
    },
  );
});

it('gives rows that nobody can change', () => {
  const [row] = accelerators;
  expect(() => Object.assign(row, { memoryBytes: 0 })).toThrow(TypeError);
  expect(() => Object.assign(row.engine.kvCache, { fp8: 'none' })).toThrow(
    TypeError,
  );
});
