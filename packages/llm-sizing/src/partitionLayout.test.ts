import { accelerators, findAccelerator } from './accelerators';
import { findPartitionLayoutProblems, PartitionCount } from './partitionLayout';

function problems(id: string, layout: PartitionCount[]) {
  const accelerator = findAccelerator(id);
  if (!accelerator) {
    throw new Error(`No accelerator ${id}`);
  }
  return findPartitionLayoutProblems({ accelerator, layout });
}

describe('findPartitionLayoutProblems', () => {
  // Layouts of NVIDIA/mig-parted, deployments/systemd/config-default.yaml: "all-balanced" and full ones.
  it.each([
    ['nvidia-h100-sxm-80gb', { '1g.10gb': 2, '2g.20gb': 1, '3g.40gb': 1 }],
    ['nvidia-h200-sxm-141gb', { '1g.18gb': 2, '2g.35gb': 1, '3g.71gb': 1 }],
    ['nvidia-a100-sxm-40gb', { '1g.5gb': 2, '2g.10gb': 1, '3g.20gb': 1 }],
    ['nvidia-b200-sxm-180gb', { '1g.23gb': 2, '2g.45gb': 1, '3g.90gb': 1 }],
    ['nvidia-h100-sxm-80gb', { '1g.10gb': 7 }],
    ['nvidia-h100-sxm-80gb', { '4g.40gb': 1, '3g.40gb': 1 }],
  ])('finds the shipped layout of %s possible: %p', (id, counts) => {
    const layout = Object.entries(counts).map(([name, count]) => ({
      name,
      count,
    }));
    expect(problems(id, layout)).toEqual([]);
  });

  it('lets every profile fill a device of its own', () => {
    for (const accelerator of accelerators) {
      for (const { name, maxPerDevice } of accelerator.partitionProfiles) {
        const full = [{ name, count: maxPerDevice }];
        const over = [{ name, count: maxPerDevice + 1 }];
        expect(
          findPartitionLayoutProblems({ accelerator, layout: full }),
        ).toEqual([]);
        expect(
          findPartitionLayoutProblems({ accelerator, layout: over }),
        ).toMatchObject([{ index: 0, kind: 'too_many' }]);
      }
    }
  });

  it('names profiles that do not exist, and those that do', () => {
    expect(
      problems('nvidia-h100-sxm-80gb', [{ name: '1g.5gb', count: 7 }]),
    ).toEqual([
      {
        index: 0,
        kind: 'unknown_profile',
        message:
          'names the partition profile "1g.5gb", which NVIDIA H100 SXM 80 GB does not have; it has 1g.10gb, 1g.10gb+me, 1g.20gb, 2g.20gb, 3g.40gb, 4g.40gb, 7g.80gb',
      },
    ]);
    expect(
      problems('nvidia-l40s-48gb', [{ name: '1g.10gb', count: 1 }]),
    ).toMatchObject([
      {
        message:
          'names the partition profile "1g.10gb", but NVIDIA L40S 48 GB cannot be partitioned',
      },
    ]);
  });

  it('adds up one profile that stands there twice', () => {
    const one = { name: '1g.10gb', count: 4 };
    expect(problems('nvidia-h100-sxm-80gb', [one, one])).toMatchObject([
      {
        index: 1,
        message:
          'asks for 8 partitions 1g.10gb, but at most 7 fit on one NVIDIA H100 SXM 80 GB',
      },
    ]);
  });

  it('adds up slices of different profiles', () => {
    expect(
      problems('nvidia-h100-sxm-80gb', [
        { name: '3g.40gb', count: 2 },
        { name: '1g.10gb', count: 1 },
      ]),
    ).toEqual([
      {
        kind: 'too_many',
        message: 'takes 9 of 8 memory slices of one NVIDIA H100 SXM 80 GB',
      },
    ]);
    expect(
      problems('nvidia-h100-sxm-80gb', [
        { name: '4g.40gb', count: 1 },
        { name: '2g.20gb', count: 2 },
      ]),
    ).toEqual([
      {
        kind: 'too_many',
        message: 'takes 8 of 7 compute slices of one NVIDIA H100 SXM 80 GB',
      },
    ]);
  });
});
