import { screen, within } from '@testing-library/react';
import { h100, poolEntity, slurm } from '../__testUtils__/fleetEntities';
import { renderCard } from '../__testUtils__/renderCard';
import { PoolQuotasCard } from './PoolQuotasCard';
import { quotasOf } from './quotas';

const row = (name: RegExp) => within(screen.getByRole('row', { name }));

describe('PoolQuotasCard', () => {
  it('shows limits and shares, and what no limit speaks for', async () => {
    await renderCard(<PoolQuotasCard />, { entity: h100 });
    const assistants = row(/assistants/);
    expect(assistants.getByText('8 GPUs')).toBeInTheDocument();
    expect(assistants.getByText('4 GPUs')).toBeInTheDocument();
    expect(assistants.getByText('33.3%')).toBeInTheDocument();
    expect(assistants.getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/group/assistants',
    );
    const search = row(/search/);
    expect(search.getByText('12 GPUs')).toBeInTheDocument();
    expect(search.getByText('nothing')).toBeInTheDocument();
    expect(search.getByText('50%')).toBeInTheDocument();
    expect(
      screen.getByText(
        'Limits add up to 20 of 24 GPUs. Without a limit: 4 GPUs.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('No group has a quota here.')).toBeInTheDocument();
  });

  it('says when limits promise more than there is, or nothing is left', async () => {
    const { devices } = h100.spec;
    await renderCard(<PoolQuotasCard />, {
      entity: poolEntity({
        name: 'tight',
        namespace: 'gpu',
        spec: {
          devices,
          quotas: [
            { group: 'group:default/a', devices: 'whole', limit: 30 },
            { group: 'group:default/a', devices: 'slices', limit: 56 },
          ],
        },
      }),
    });
    expect(
      screen.getByText(
        'Limits add up to 30 of 24 GPUs. That is 6 GPUs more than there are.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'Limits add up to 56 of 56 partitions. Nothing is left over.',
      ),
    ).toBeInTheDocument();
  });

  it('names the queue that work waits in, where there is one', async () => {
    const words = /wait in the queue h100-fra \(Kueue\)/;
    const { unmount } = await renderCard(<PoolQuotasCard />, {
      entity: { ...h100, spec: { ...h100.spec, queue: 'h100-fra' } },
    });
    expect(screen.getByText(words)).toBeInTheDocument();
    expect(row(/assistants/).getByText('8 GPUs')).toBeInTheDocument();
    unmount();
    await renderCard(<PoolQuotasCard />, { entity: h100 });
    expect(screen.queryByText(/queue/)).not.toBeInTheDocument();
  });

  it('does not make up a share where the units are open or the devices unknown', async () => {
    await renderCard(<PoolQuotasCard />, {
      entity: poolEntity({
        name: 'open',
        namespace: 'gpu',
        spec: {
          devices: [
            {
              name: 'shared',
              accelerator: 'nvidia-h100-sxm-80gb',
              nodes: 1,
              perNode: 2,
              allocation: 'device-plugin',
              sharing: { strategy: 'mps' },
            },
          ],
          quotas: [
            { group: 'group:default/a', devices: 'shared', limit: 3 },
            { group: 'group:default/a', devices: 'gone', limit: 1 },
          ],
        },
      }),
    });
    expect(
      screen.getByText(/How many units this device group holds/),
    ).toBeInTheDocument();
    expect(
      screen.getByText('The pool has no device group of this name.'),
    ).toBeInTheDocument();
    expect(screen.getByText('3 shares')).toBeInTheDocument();
    expect(screen.getAllByText('not known')).toHaveLength(2);
    expect(screen.queryByText(/%/)).not.toBeInTheDocument();
  });

  it('says when nobody has a quota', async () => {
    await renderCard(<PoolQuotasCard />, { entity: slurm });
    expect(
      screen.getByText('No group has a quota on this pool.'),
    ).toBeInTheDocument();
  });
});

describe('quotasOf', () => {
  it('counts shares where devices are shared', () => {
    const [quota] = quotasOf(
      poolEntity({
        name: 'shared',
        spec: {
          devices: [
            {
              name: 'sliced',
              accelerator: 'nvidia-h100-sxm-80gb',
              nodes: 2,
              perNode: 4,
              allocation: 'device-plugin',
              sharing: { strategy: 'time-slicing', replicas: 4 },
            },
          ],
          quotas: [{ group: 'group:default/a', devices: 'sliced', limit: 8 }],
        },
      }).spec,
    );
    expect(quota).toMatchObject({
      unit: 'share',
      units: 32,
      limits: 8,
      unassigned: 24,
      shares: [{ ratio: 0.25 }],
    });
  });
});
