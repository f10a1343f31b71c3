import { readdirSync } from 'node:fs';
import { Accelerator } from '../Accelerator';
import { accelerators, findAccelerator } from '.';

const GIB = 1024 ** 3;

describe('accelerators', () => {
  it('list the rows of every family file', () => {
    const families = readdirSync(__dirname).filter(
      file =>
        !['index.ts', 'mig.ts', 'sizes.ts'].includes(file) &&
        !/\.test\./.test(file),
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
