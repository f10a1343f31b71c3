import { NotAllowedError } from '@backstage/errors';
import type {
  LlmGitOpsSource,
  LlmMeasureEngineSource,
  LlmUsageIntakeSource,
  LlmSource,
} from '@modelyard/plugin-llm-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderFleet } from '../__testUtils__/renderFleet';

const head = '3f9d2c41a7be05e6d8c9b1f04a6725f3e8d90c1b';

const degraded: LlmGitOpsSource = {
  id: 'gitops',
  type: 'gitops',
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

const engine: LlmMeasureEngineSource = {
  id: 'measures/fra',
  type: 'measure-engine',
  state: 'ok',
  name: 'fra',
  product: 'Prometheus',
  version: '2.42.0',
  clusters: ['fra-1', 'fra-2'],
  readAt: new Date(Date.now() - 4_000).toISOString(),
  lastSuccessAt: new Date(Date.now() - 4_000).toISOString(),
  roundTripMs: 12,
  lagMs: 14_200,
};

const intake: LlmUsageIntakeSource = {
  id: 'usage/otlp',
  type: 'usage-intake',
  state: 'ok',
  name: 'otlp',
  readAt: new Date(Date.now() - 1_000).toISOString(),
  since: new Date(Date.now() - 30 * 3_600_000).toISOString(),
  lastSuccessAt: new Date(Date.now() - 4_000).toISOString(),
  counted: 123_456,
  repeated: 12,
  late: 0,
  refusals: [],
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
    // No entity is in sight whose owner one could ask.
    expect(
      screen.getByText(
        'Your account lacks the permission to read this. The platform team can grant it.',
      ),
    ).toBeInTheDocument();
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

  it('names a source once where its id says what the heading does', async () => {
    await open(async () => [degraded, { ...degraded, id: 'gitops-berlin' }]);
    const card = within(
      (await screen.findAllByRole('region', { name: 'GitOps repository' }))[0],
    );
    expect(card.queryByText('gitops')).not.toBeInTheDocument();
    expect(
      card.getByRole('table', {
        name: 'What has to be mended: GitOps repository',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('gitops-berlin')).toBeInTheDocument();
    expect(
      screen.getByRole('table', {
        name: 'What has to be mended: gitops-berlin',
      }),
    ).toBeInTheDocument();
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
        type: 'gitops',
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
        type: 'gitops',
        state: 'not_configured',
        readAt: degraded.readAt,
      },
    ]);
    expect(
      await screen.findByText(/configuration does not name this source/),
    ).toBeInTheDocument();
  });

  it('shows an engine that answers: what it is, how fast and how up to date', async () => {
    await open(async () => [engine]);
    const card = await screen.findByRole('region', {
      name: 'Engine with measures',
    });
    expect(within(card).getByText('fra')).toBeInTheDocument();
    expect(fact('State')).toBe('Answers');
    expect(fact('Software')).toBe('Prometheus 2.42.0');
    expect(fact('Clusters')).toBe('fra-1 and fra-2');
    expect(fact('Time to answer')).toBe('12 ms');
    expect(fact('Age of the newest scrape')).toBe('14.2 s');
    expect(fact('Last answered')).toMatch(/^\d+ seconds ago$/);
    expect(fact('Last looked at')).toMatch(/^\d+ seconds ago$/);
    expect(screen.queryByText('What went wrong')).not.toBeInTheDocument();
  });

  it('shows the warnings of an engine, and what is not known of it', async () => {
    const { product, version, clusters, lagMs, ...known } = engine;
    await open(async () => [
      {
        ...known,
        state: 'degraded',
        warnings: ['store fra-2 did not answer', 'store fra-3 did not answer'],
      },
    ]);
    await screen.findByText('Answers, with warnings');
    expect(fact('Warnings')).toBe(
      'store fra-2 did not answerstore fra-3 did not answer',
    );
    expect(fact('Software')).toBe('it does not say');
    expect(fact('Clusters')).toBe('all');
    expect(fact('Age of the newest scrape')).toBe('not known');
  });

  it('shows what an engine failed with beside others that answer, and no figures', async () => {
    await open(async () => [
      degraded,
      {
        id: 'measures/ber',
        type: 'measure-engine',
        state: 'error',
        name: 'ber',
        readAt: engine.readAt,
        errorKind: 'unauthorised',
        error:
          'The engine ber does not accept llm.measures.prometheus[1].token (401)',
      },
    ]);
    const card = within(
      await screen.findByRole('region', { name: 'Engine with measures' }),
    );
    const texts = card
      .getAllByRole('definition')
      .map(({ textContent }) => textContent?.trim());
    expect(texts).toEqual([
      'Gives no answer',
      'The engine ber does not accept llm.measures.prometheus[1].token (401)',
      'It does not know who asks',
      'it does not say',
      'all',
      'no answer',
      'not known',
      'not since the backend started',
      expect.stringMatching(/seconds ago$/),
    ]);
    expect(screen.getByText('Some files need mending')).toBeInTheDocument();
  });

  it('says which measures an engine that fails takes with it, and which rest on one that is well', async () => {
    const affects = ['queue-length', 'gpu-utilisation', 'of-tomorrow'];
    await open(async () => [
      { ...engine, affects },
      {
        ...intake,
        state: 'degraded',
        late: 3,
        affects: ['token-usage'],
      },
    ]);
    await screen.findByText('Answers');
    expect(fact('What rests on it')).toBe(
      'Requests that wait, GPUs busy, and Of tomorrow',
    );
    expect(fact('Missing or incomplete because of it')).toBe('Tokens');
  });

  it('says that no engine is configured', async () => {
    const { id, type, readAt } = engine;
    await open(async () => [{ id, type, state: 'not_configured', readAt }]);
    expect(
      await screen.findByText(/names no engine such as Prometheus/),
    ).toBeInTheDocument();
  });

  it('shows what an intake of usage has counted', async () => {
    await open(async () => [intake]);
    const card = await screen.findByRole('region', { name: 'Intake of usage' });
    expect(within(card).getByText('otlp')).toBeInTheDocument();
    expect(fact('State')).toBe('Takes everything in');
    expect(fact('Counted')).toBe('123,456');
    expect(fact('Sent again, and not counted twice')).toBe('12');
    expect(fact('Came too late, and not counted')).toBe('0');
    expect(fact('Refused, and lost to the sender')).toBe('nothing');
    expect(fact('Last counted')).toMatch(/^\d+ seconds ago$/);
    expect(fact('Figures since')).toBe('yesterday');
  });

  it('says where some of what is counted is made up', async () => {
    await open(async () => [
      { ...intake, demo: true },
      { ...intake, id: 'usage/other', name: 'other' },
    ]);
    await screen.findAllByText('Counted', { selector: 'dt' });
    // One of the two.
    expect(fact('Demo traffic')).toMatch(/is made up/);
  });

  it('says what the senders of an intake have lost, and why', async () => {
    const lastAt = new Date(Date.now() - 60_000).toISOString();
    const { lastSuccessAt, ...rest } = intake;
    await open(async () => [
      {
        ...rest,
        state: 'degraded',
        late: 7,
        refusals: [
          { code: 'too-large', requests: 1, lastAt },
          { code: 'unauthenticated', requests: 1_200, lastAt },
          { code: 'from-the-future', requests: 2, lastAt },
        ],
      },
    ]);
    await screen.findByText('Some of what was sent is lost');
    expect(fact('Refused, and lost to the sender')).toBe(
      [
        'Too large: 1 request, the last one 1 minute ago',
        'Without a token that the portal knows: 1,200 requests, the last one 1 minute ago',
        'from-the-future: 2 requests, the last one 1 minute ago',
      ].join(''),
    );
    expect(fact('Came too late, and not counted')).toBe('7');
    expect(fact('Last counted')).toBe('nothing since then');
  });

  it('shows no figures of an intake that could not be read, and that there is none', async () => {
    const { id, type, name, readAt } = intake;
    await open(async () => [
      { id, type, name, readAt, state: 'error', error: 'The database is gone' },
      { id: 'usage', type, readAt, state: 'not_configured' },
    ]);
    await screen.findByText('The database is gone');
    expect(fact('Counted')).toBe('not read');
    expect(fact('Refused, and lost to the sender')).toBe('not read');
    expect(fact('Last counted')).toBe('not read');
    expect(
      screen.getByText(/no module that takes in usage/),
    ).toBeInTheDocument();
  });

  it('says that it does not know the type of a source', async () => {
    const unknown = { ...engine, id: 'tape', type: 'tape' } as unknown;
    await open(async () => [degraded, unknown as LlmSource]);
    const card = await screen.findByRole('region', { name: 'tape' });
    expect(card).toHaveTextContent(/do the versions of its packages match/);
    expect(screen.getByText('Some files need mending')).toBeInTheDocument();
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
