import { NotAllowedError } from '@backstage/errors';
import type { LlmSource } from '@modelyard/plugin-llm-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderFleet } from '../__testUtils__/renderFleet';

const head = '3f9d2c41a7be05e6d8c9b1f04a6725f3e8d90c1b';

const degraded: LlmSource = {
  id: 'gitops',
  kind: 'gitops',
  state: 'degraded',
  branch: 'main',
  head,
  readAt: new Date(Date.now() - 3.5 * 3600_000).toISOString(),
  filesRead: 23,
  entities: {
    Model: { inSource: 18, inCatalog: 17 },
    GpuPool: { inSource: 5, inCatalog: 5 },
    Component: { inSource: 1 },
  },
  problems: [
    {
      path: 'models/broken/catalog-info.yaml',
      line: 14,
      entityRef: 'model:berlin/broken',
      inCatalog: true,
      reason: 'spec.versions must not be empty (schema-min-items)',
    },
    {
      path: 'models/broken/catalog-info.yaml',
      line: 14,
      entityRef: 'model:berlin/broken',
      inCatalog: true,
      reason: 'spec.owner is required (schema-required)',
    },
    {
      path: 'models/new/catalog-info.yaml',
      line: 2,
      entityRef: 'model:berlin/new',
      inCatalog: false,
      reason: 'spec.owner is required (schema-required)',
    },
    {
      path: 'models/typo/catalog-info.yaml',
      line: 3,
      reason: 'not valid YAML',
      kept: ['model:berlin/typo'],
    },
    {
      path: 'notes/catalog-info.yaml',
      reason: 'the kind Location is not read',
    },
  ],
};

const open = (listSources: () => Promise<LlmSource[]>) =>
  renderFleet({ search: '?tab=sources', sourcesAllowed: true, listSources });

function fact(name: string): string | undefined {
  return screen
    .getByText(name, { selector: 'dt' })
    .nextElementSibling?.textContent?.trim();
}

describe('FleetContent, data sources', () => {
  it('does not exist for those who may not read it', async () => {
    await renderFleet();
    await screen.findByRole('table');
    expect(screen.getAllByRole('tab').map(tab => tab.textContent)).toEqual([
      'Models',
      'GPU pools',
    ]);
  });

  it('tells those who were sent there that they may not', async () => {
    const listSources = jest.fn(async () => [degraded]);
    await renderFleet({ search: '?tab=sources', listSources });
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
    expect(screen.getByText(/llm\.source\.read/)).toBeInTheDocument();
    expect(listSources).not.toHaveBeenCalled();
  });

  it('says when it cannot be told whether somebody may', async () => {
    await renderFleet({ search: '?tab=sources', sourcesAllowed: 'error' });
    expect(
      await screen.findByText('This could not be loaded'),
    ).toBeInTheDocument();
  });

  it('shows what was read, and every file that was left out with its reason', async () => {
    await renderFleet({
      sourcesAllowed: true,
      listSources: async () => [degraded],
    });
    await userEvent.click(
      await screen.findByRole('tab', { name: 'Data sources' }),
    );
    expect(
      await screen.findByRole('region', { name: 'GitOps repository' }),
    ).toBeInTheDocument();
    expect(fact('State')).toBe('Some files need mending');
    expect(fact('Branch')).toBe('main');
    expect(fact('Commit')).toContain('3f9d2c41a7be');
    expect(screen.getByTitle(head)).toBeInTheDocument();
    expect(fact('Last looked at')).toBe('3 hours ago');
    expect(fact('Files with entities')).toBe('23');
    expect(fact('Entities')).toBe(
      'Component: 1 (the catalog does not answer)GpuPool: 5 in the catalog, 5 in filesModel: 17 in the catalog, 18 in files',
    );
    expect(
      screen.getByText('4 files have something to mend'),
    ).toBeInTheDocument();
    expect(
      screen.getAllByRole('rowheader', {
        name: 'models/broken/catalog-info.yaml (line 14)',
      }),
    ).toHaveLength(2);
    const [broken] = screen.getAllByRole('row', { name: /models\/broken/ });
    expect(
      within(broken).getByText(/spec\.versions must not be empty/),
    ).toBeInTheDocument();
    expect(within(broken).getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/berlin/model/broken',
    );
    const unknown = screen.getByRole('row', { name: /models\/new/ });
    expect(unknown).toHaveTextContent('model:berlin/new');
    expect(within(unknown).queryByRole('link')).not.toBeInTheDocument();
    const typo = within(screen.getByRole('row', { name: /models\/typo/ }));
    expect(typo.getByText(/Kept as it was before/)).toBeInTheDocument();
    expect(typo.getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/berlin/model/typo',
    );
  });

  it('shows a source from which everything was read, without a table', async () => {
    await open(async () => [{ ...degraded, state: 'ok', problems: [] }]);
    expect(
      await screen.findByText('Everything was taken in'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('shows why a source could not be read, and no figures', async () => {
    await open(async () => [
      {
        id: 'gitops',
        kind: 'gitops',
        state: 'error',
        readAt: degraded.readAt,
        error: 'EACCES: permission denied, open /srv/gitops/HEAD',
      },
    ]);
    expect(await screen.findByText('Could not be read')).toBeInTheDocument();
    expect(screen.getByText(/EACCES: permission denied/)).toBeInTheDocument();
    expect(fact('Files with entities')).toBe('not read');
    expect(fact('Entities')).toBe('not read');
    expect(fact('Commit')).toBe('no commit');
  });

  it('says that an empty repository has no entity', async () => {
    await open(async () => [
      { ...degraded, state: 'ok', filesRead: 0, entities: {}, problems: [] },
    ]);
    await screen.findByText('Everything was taken in');
    expect(fact('Files with entities')).toBe('0');
    expect(fact('Entities')).toBe('none');
  });

  it('says that a source is not configured', async () => {
    await open(async () => [
      {
        id: 'gitops',
        kind: 'gitops',
        state: 'not_configured',
        readAt: degraded.readAt,
      },
    ]);
    expect(
      await screen.findByText(/configuration does not name this source/),
    ).toBeInTheDocument();
  });

  it('says that the backend knows of no source', async () => {
    await open(async () => []);
    expect(
      await screen.findByText('The backend knows of no data source.'),
    ).toBeInTheDocument();
  });

  it('shows that it loads', async () => {
    await open(() => new Promise(() => {}));
    await waitFor(() =>
      expect(
        screen.getByRole('region', { name: 'Data sources' }),
      ).toHaveAttribute('aria-busy', 'true'),
    );
  });

  it('says when the backend refuses what the portal allowed', async () => {
    await open(async () => {
      throw new NotAllowedError('no');
    });
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
    expect(screen.getByText(/llm\.source\.read/)).toBeInTheDocument();
  });

  it('says when the backend fails, and asks again', async () => {
    const listSources = jest
      .fn<Promise<LlmSource[]>, []>()
      .mockRejectedValueOnce(new Error('socket hang up'))
      .mockResolvedValue([degraded]);
    await open(listSources);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Try again' }),
    );
    expect(
      await screen.findByText('Some files need mending'),
    ).toBeInTheDocument();
  });
});
