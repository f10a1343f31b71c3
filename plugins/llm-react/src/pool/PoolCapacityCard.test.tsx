import { stringifyEntityRef } from '@backstage/catalog-model';
import { screen, within } from '@testing-library/react';
import { h100, poolEntity, slurm } from '../__testUtils__/fleetEntities';
import { llama } from '../__testUtils__/entities';
import { renderCard } from '../__testUtils__/renderCard';
import { PoolCapacityCard } from './PoolCapacityCard';

const row = (name: RegExp) => within(screen.getByRole('row', { name }));

/** The value of a fact by its name. */
function fact(name: string): string | null | undefined {
  return screen.getByText(name, { selector: 'dt' }).nextElementSibling
    ?.textContent;
}

describe('PoolCapacityCard', () => {
  it('shows what each device group declares, with units, and that it is declared', async () => {
    await renderCard(<PoolCapacityCard />, { entity: h100 });
    expect(screen.getByText(/As declared in the catalog/)).toBeInTheDocument();
    expect(fact('In total')).toBe('32 GPUs');
    expect(fact('Cluster')).toBe('fra-1');
    expect(fact('Region')).toBe('eu-central');
    expect(fact('Allowed data')).toBe('public, internal, and confidential');

    const whole = row(/^whole/);
    expect(whole.getByText('NVIDIA H100 SXM 80 GB')).toBeInTheDocument();
    expect(whole.getByText(/^79\.\d GiB$/)).toBeInTheDocument();
    expect(whole.getByText('24')).toBeInTheDocument();
    expect(whole.getByText('3 nodes × 8')).toBeInTheDocument();
    expect(whole.getByText('Exclusive')).toBeInTheDocument();
    expect(whole.getByText('Dynamic resource allocation')).toBeInTheDocument();
    expect(whole.getByText('NVLink within a node')).toBeInTheDocument();
    expect(
      whole.getByText('nvidia.com/gpu.product=NVIDIA-H100-80GB-HBM3'),
    ).toBeInTheDocument();
    // One price for both device groups, which it need not name.
    expect(fact('Price')).toBe(
      '€2.40 per GPU-hoursince Jan 1, 2025€2.10 from Jan 1, 2099',
    );

    const slices = row(/^slices/);
    expect(slices.getByText('1 node × 8')).toBeInTheDocument();
    expect(slices.getByText('MIG partitions')).toBeInTheDocument();
    expect(
      slices.getByText(/^7 × 1g\.10gb per GPU, 56 in all · 9\.\d GiB each$/),
    ).toBeInTheDocument();
    expect(slices.getByText('interconnect not stated')).toBeInTheDocument();
    // The node labels.
    expect(slices.getByText('not stated')).toBeInTheDocument();
  });

  it('says what somebody has edited of what was rendered for the pool', async () => {
    const listDrift = jest.fn(async () => [
      {
        folder: 'pools/h100-fra/cluster',
        entityRef: 'gpupool:default/h100-fra',
        state: 'edited' as const,
        files: [
          {
            path: 'pools/h100-fra/cluster/base/gpu-quota.yaml',
            type: 'missing' as const,
          },
        ],
      },
    ]);
    await renderCard(<PoolCapacityCard />, {
      entity: h100,
      llmApi: { listDrift },
    });
    expect(
      await screen.findByText(
        'Somebody has edited 1 manifest of pools/h100-fra/cluster',
      ),
    ).toBeVisible();
    expect(listDrift).toHaveBeenCalledWith(
      { pool: stringifyEntityRef(h100) },
      expect.anything(),
    );
  });

  it('asks nobody about what Slurm hands out', async () => {
    const listDrift = jest.fn(async () => []);
    await renderCard(<PoolCapacityCard />, {
      entity: slurm,
      llmApi: { listDrift },
    });
    expect(screen.getByText('Partition')).toBeVisible();
    expect(listDrift).not.toHaveBeenCalled();
  });

  it('shows what each device group costs where that differs', async () => {
    const [whole, slices] = h100.spec.devices;
    await renderCard(<PoolCapacityCard />, {
      entity: poolEntity({
        name: 'mixed',
        spec: {
          devices: [whole, { ...whole, name: 'spare' }, slices],
          pricing: [
            { from: '2025-01-01', currency: 'EUR', perGpuHour: 1.1 },
            {
              from: '2025-03-01',
              currency: 'EUR',
              perGpuHour: 2.4,
              devices: 'slices',
            },
          ],
        },
      }),
    });
    expect(fact('Price')).toBe(
      'whole and spare: €1.10 per GPU-hoursince Jan 1, 2025' +
        'slices: €2.40 per GPU-hoursince Mar 1, 2025',
    );
  });

  it('says what it does not know instead of showing zero', async () => {
    await renderCard(<PoolCapacityCard />, { entity: slurm });
    expect(fact('Scheduler')).toBe('Slurm');
    expect(fact('Controller')).toBe('hpc-1');
    expect(fact('Partition')).toBe('gpu-long');
    expect(fact('Region')).toBe('not stated');
    expect(fact('Allowed data')).toBe('no data class is stated');
    const nodes = row(/^nodes/);
    expect(nodes.getByText('acme-x9-192gb')).toBeInTheDocument();
    expect(
      nodes.getByText('not a known accelerator: memory unknown'),
    ).toBeInTheDocument();
    expect(fact('Price')).toBe('no price in force');
    expect(screen.queryByText(/^0/)).not.toBeInTheDocument();
  });

  it('shows shared devices, and sharing that is left open', async () => {
    const group = {
      accelerator: 'nvidia-h100-sxm-80gb',
      nodes: 1,
      perNode: 2,
      allocation: 'device-plugin',
    } as const;
    await renderCard(<PoolCapacityCard />, {
      entity: poolEntity({
        name: 'shared',
        namespace: 'edge',
        spec: {
          devices: [
            {
              ...group,
              name: 'sliced',
              sharing: { strategy: 'time-slicing', replicas: 4 },
            },
            { ...group, name: 'open', sharing: { strategy: 'mps' } },
            { ...group, name: 'uncut', sharing: { strategy: 'mig' } },
            {
              ...group,
              name: 'odd',
              sharing: {
                strategy: 'mig',
                profiles: [{ name: '9g.99gb', count: 1 }],
              },
            },
          ],
        },
      }),
    });
    expect(row(/^sliced/).getByText('4 per GPU, 8 in all')).toBeInTheDocument();
    expect(
      row(/^open/).getByText('how many share a GPU is not stated'),
    ).toBeInTheDocument();
    expect(
      row(/^uncut/).getByText('partitions are not stated'),
    ).toBeInTheDocument();
    expect(
      row(/^odd/).getByText('not a known profile of this accelerator'),
    ).toBeInTheDocument();
  });

  it('is not drawn for an entity of another kind', async () => {
    await renderCard(<PoolCapacityCard />, { entity: llama });
    expect(screen.getByText('Nothing to show')).toBeInTheDocument();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });
});
