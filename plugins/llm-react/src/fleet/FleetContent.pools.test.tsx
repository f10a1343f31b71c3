import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { llama } from '../__testUtils__/entities';
import { fleet, lora } from '../__testUtils__/fleetEntities';
import { address, choose, names, ready, row } from '../__testUtils__/fleetPage';
import { renderFleet } from '../__testUtils__/renderFleet';

// The whole page is drawn, and its roles are searched, many times over.
jest.setTimeout(60_000);

describe('FleetContent, pools', () => {
  it('shows pools side by side', async () => {
    await renderFleet({ search: '?tab=pools' });
    await ready();
    expect(names()).toEqual(['H100 Frankfurt', 'Research cluster']);
    const pool = row(/^H100/);
    for (const text of [
      'Kubernetes',
      '24 × NVIDIA H100 SXM 80 GB',
      'Exclusive · Dynamic resource allocation',
      '8 × NVIDIA H100 SXM 80 GB',
      'MIG partitions · Device plugin',
      '32',
      'eu-central',
      'public, internal, confidential',
      'Production',
      'gpu-platform',
      '1',
      '€2.40',
      '20 GPUs',
    ]) {
      expect(pool.getByText(text)).toBeInTheDocument();
    }
    const research = row(/^Research/);
    expect(research.getByText('8 × acme-x9-192gb')).toBeInTheDocument();
    expect(research.getByText('not a known accelerator')).toBeInTheDocument();
    expect(research.getAllByText('not stated')).toHaveLength(3);
    expect(research.getByText('none')).toBeInTheDocument();
  });

  it('goes from tab to tab, with the tab in the address, on one reading', async () => {
    const catalogApi = catalogApiMock({ entities: fleet });
    const query = jest.spyOn(catalogApi, 'queryEntities');
    await renderFleet({ catalogApi, search: '?sort=ttft' });
    await ready();
    await userEvent.click(screen.getByRole('tab', { name: 'GPU pools' }));
    expect(names()).toEqual(['H100 Frankfurt', 'Research cluster']);
    expect([...address()]).toEqual([['tab', 'pools']]);
    expect(screen.getByRole('tab', { name: 'GPU pools' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await userEvent.click(screen.getByRole('tab', { name: 'Models' }));
    expect(names()).toHaveLength(4);
    expect(query).toHaveBeenCalledTimes(3);
  });

  it('filters pools by accelerator and price per GPU-hour', async () => {
    await renderFleet({ search: '?tab=pools' });
    await ready();
    await choose('Accelerator', 'NVIDIA H100 SXM 80 GB');
    await waitFor(() => expect(names()).toEqual(['H100 Frankfurt']));
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Price per GPU-hour, at most' }),
      '2',
    );
    expect(
      await screen.findByText('Nothing matches these filters.'),
    ).toBeInTheDocument();
    expect(address().get('maxGpuHourPrice')).toBe('2');
  });

  it('says that the catalog has no pool', async () => {
    await renderFleet({ search: '?tab=pools', entities: [llama, lora] });
    expect(
      await screen.findByText(/The catalog has no GPU pool yet/),
    ).toBeInTheDocument();
  });
});
