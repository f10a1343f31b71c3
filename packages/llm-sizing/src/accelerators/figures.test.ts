import { accelerators } from '.';

const GIB = 1024 ** 3;

/** What a row does not have. */
const none = undefined;

/**
 * What the sources of the rows say, written down once more, so that a slip of the pen in a row is found: memory in MiB,
 * bandwidth in GB/s, tera operations per second on dense matrices in 16 bits, fp8, int8 and fp4, the fastest way to other
 * devices in GB/s, and the compute capability.
 */
const figures: Record<string, unknown[]> = {
  'nvidia-t4-16gb': [15360, 320, 65, none, 130, none, 32, '7.5'],
  'nvidia-a10-24gb': [23028, 600, 125, none, 250, none, 64, '8.6'],
  'nvidia-a100-pcie-40gb': [40960, 1555, 312, none, 624, none, 600, '8.0'],
  'nvidia-a100-sxm-40gb': [40960, 1555, 312, none, 624, none, 600, '8.0'],
  'nvidia-a100-pcie-80gb': [81920, 1935, 312, none, 624, none, 600, '8.0'],
  'nvidia-a100-sxm-80gb': [81920, 2039, 312, none, 624, none, 600, '8.0'],
  'nvidia-l4-24gb': [23034, 300, 121, 242.5, 242.5, none, 64, '8.9'],
  'nvidia-l40s-48gb': [46068, 864, 362.05, 733, 733, none, 64, '8.9'],
  'nvidia-rtx-6000-ada-48gb': [
    49140,
    960,
    364.2,
    728.5,
    728.5,
    none,
    64,
    '8.9',
  ],
  'nvidia-h100-pcie-80gb': [81559, 2000, 756, 1513, 1513, none, 600, '9.0'],
  'nvidia-h100-sxm-80gb': [
    81559,
    3350,
    989.4,
    1978.9,
    1978.9,
    none,
    900,
    '9.0',
  ],
  'nvidia-h100-nvl-94gb': [
    95830,
    3938,
    835.5,
    1670.5,
    1670.5,
    none,
    600,
    '9.0',
  ],
  'nvidia-h200-nvl-141gb': [
    143771,
    4800,
    835.5,
    1670.5,
    1670.5,
    none,
    900,
    '9.0',
  ],
  'nvidia-h200-sxm-141gb': [
    143771,
    4800,
    989.4,
    1978.9,
    1978.9,
    none,
    900,
    '9.0',
  ],
  'nvidia-b200-sxm-180gb': [183359, 7672, 2250, 4500, 4500, 9000, 1800, '10.0'],
  'nvidia-gb200-186gb': [189471, 7928, 2500, 5000, 5000, 10000, 1800, '10.0'],
  'nvidia-rtx-pro-6000-blackwell-96gb': [
    97887,
    1597,
    467.8,
    935.6,
    935.6,
    1871.2,
    128,
    '12.0',
  ],
  'amd-mi300x-192gb': [196288, 5300, 1307.4, 2614.9, 2614.9, none, 896, none],
  'amd-mi325x-256gb': [262144, 6000, 1307.4, 2614.9, 2614.9, none, 896, none],
};

/** Memory that nvidia-smi lists for partitions, in GiB. */
const partitions: Record<string, Record<string, number>> = {
  'nvidia-a100-sxm-40gb': {
    '1g.5gb': 4.75,
    '1g.5gb+me': 4.75,
    '1g.10gb': 9.62,
    '2g.10gb': 9.62,
    '3g.20gb': 19.5,
    '4g.20gb': 19.5,
    '7g.40gb': 39.25,
  },
  'nvidia-a100-sxm-80gb': {
    '1g.10gb': 9.5,
    '1g.10gb+me': 9.5,
    '1g.20gb': 19.5,
    '2g.20gb': 19.5,
    '3g.40gb': 39.25,
    '4g.40gb': 39.25,
    '7g.80gb': 78.75,
  },
  'nvidia-h100-sxm-80gb': {
    '1g.10gb': 9.75,
    '1g.10gb+me': 9.75,
    '1g.20gb': 19.62,
    '2g.20gb': 19.62,
    '3g.40gb': 39.5,
    '4g.40gb': 39.5,
    '7g.80gb': 79.25,
  },
  'nvidia-h100-nvl-94gb': {
    '1g.12gb': 10.62,
    '1g.12gb+me': 10.62,
    '1g.24gb': 21.5,
    '2g.24gb': 21.5,
    '3g.47gb': 46.12,
    '4g.47gb': 46.12,
    '7g.94gb': 92.62,
  },
  'nvidia-h200-sxm-141gb': {
    '1g.18gb': 16,
    '1g.18gb+me': 16,
    '1g.35gb': 32.25,
    '2g.35gb': 32.25,
    '3g.71gb': 69.5,
    '4g.71gb': 69.5,
    '7g.141gb': 139.75,
  },
  'nvidia-b200-sxm-180gb': {
    '1g.23gb': 20.5,
    '1g.23gb+me': 20.5,
    '1g.45gb': 44.25,
    '2g.45gb': 44.25,
    '3g.90gb': 88.5,
    '4g.90gb': 88.5,
    '7g.180gb': 177,
  },
};

describe('figures of accelerators', () => {
  it('are those of the sources', () => {
    const tera = (operations?: number) =>
      operations === undefined ? none : operations / 1e12;
    expect(
      Object.fromEntries(
        accelerators.map(row => [
          row.id,
          [
            row.memoryBytes / 1024 ** 2,
            (row.memoryBytesPerSecond ?? 0) / 1e9,
            tera(row.throughput?.fp16),
            tera(row.throughput?.fp8),
            tera(row.throughput?.int8),
            tera(row.throughput?.fp4),
            (row.peerAccess?.[0].bytesPerSecond ?? 0) / 1e9,
            row.computeCapability,
          ],
        ]),
      ),
    ).toEqual(figures);
  });

  it('are the same in fp16 and bf16, but for Turing, which has no bf16', () => {
    for (const { architecture, throughput } of accelerators) {
      expect(throughput?.bf16).toBe(
        architecture === 'Turing' ? none : throughput?.fp16,
      );
    }
  });

  it.each(Object.entries(partitions))('of partitions of %s', (id, expected) => {
    const row = accelerators.find(accelerator => accelerator.id === id);
    expect(
      Object.fromEntries(
        (row?.partitionProfiles ?? []).map(({ name, memoryBytes }) => [
          name,
          memoryBytes / GIB,
        ]),
      ),
    ).toEqual(expected);
  });
});
