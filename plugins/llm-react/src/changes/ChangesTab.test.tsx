import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { LlmApi } from '../api';
import { change, refusal, summaryOf } from '../__testUtils__/changes';
import { address, names, row } from '../__testUtils__/fleetPage';
import { renderFleet } from '../__testUtils__/renderFleet';

const open = (listChanges: LlmApi['listChanges']) =>
  renderFleet({
    search: '?tab=changes',
    changesAllowed: true,
    llmApi: { listChanges, readChange: async () => change },
  });

const older = {
  ...summaryOf(change),
  id: 'older',
  title: 'Retire Luna',
  proposedBy: { name: 'Sam Push' },
  openedAt: new Date(Date.now() - 30 * 3600_000).toISOString(),
};

describe('FleetContent, changes', () => {
  it('does not exist for those who may not read it', async () => {
    await renderFleet();
    await screen.findByRole('table');
    expect(
      screen.queryByRole('tab', { name: /Changes/ }),
    ).not.toBeInTheDocument();
  });

  it('tells those who were sent there that they may not', async () => {
    const listChanges = jest.fn(async () => []);
    await renderFleet({
      search: '?tab=changes&change=serve-nova',
      llmApi: { listChanges },
    });
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
    expect(screen.getByText(/llm\.change\.read/)).toBeInTheDocument();
    expect(listChanges).not.toHaveBeenCalled();
  });

  it('says when it cannot be told whether somebody may', async () => {
    await renderFleet({ search: '?tab=changes', changesAllowed: 'error' });
    expect(
      await screen.findByText('This could not be loaded'),
    ).toBeInTheDocument();
  });

  it('says when the backend refuses what the portal allowed', async () => {
    await open(async () => {
      throw refusal(403, 'NotAllowedError', 'no');
    });
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
    expect(screen.getByText(/llm\.change\.read/)).toBeInTheDocument();
  });

  it('counts on its tab what waits, also while another tab is open', async () => {
    await renderFleet({
      changesAllowed: true,
      llmApi: { listChanges: async () => [summaryOf(change), older] },
    });
    expect(
      await screen.findByRole('tab', { name: 'Changes (2 open)' }),
    ).toBeInTheDocument();
    expect(screen.getAllByRole('tab')).toHaveLength(3);
  });

  it('reads the list again when its tab is opened', async () => {
    const listChanges = jest
      .fn<ReturnType<LlmApi['listChanges']>, []>()
      .mockResolvedValueOnce([summaryOf(change)])
      .mockResolvedValue([summaryOf(change), older]);
    await renderFleet({ changesAllowed: true, llmApi: { listChanges } });
    await userEvent.click(
      await screen.findByRole('tab', { name: 'Changes (1 open)' }),
    );
    expect(
      await screen.findByRole('link', { name: 'Retire Luna' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('tab', { name: 'Changes (2 open)' }),
    ).toBeInTheDocument();
  });

  it('lists what waits, newest first, with who proposed it and when', async () => {
    await open(async () => [older, summaryOf(change)]);
    await screen.findByRole('table', {
      name: 'Changes that wait for a review',
    });
    expect(names()).toEqual(['Serve Nova with four replicas', 'Retire Luna']);
    const nova = row(/^Serve Nova/);
    expect(nova.getByRole('link', { name: /jo/ })).toHaveAttribute(
      'href',
      '/catalog/default/user/jo',
    );
    expect(nova.getByText('5 hours ago')).toBeInTheDocument();
    expect(nova.getByText('2 hours ago')).toBeInTheDocument();
    // Who pushed without the portal has no page in it.
    expect(row(/^Retire Luna/).getAllByRole('link')).toHaveLength(1);
    expect(row(/^Retire Luna/).getByText('Sam Push')).toBeInTheDocument();
  });

  it('opens a change by its link, and leads back', async () => {
    await open(async () => [summaryOf(change)]);
    await userEvent.click(
      await screen.findByRole('link', { name: change.title }),
    );
    expect(
      await screen.findByRole('heading', { name: change.title }),
    ).toBeInTheDocument();
    expect(address().get('change')).toBe('serve-nova');
    const panel = screen.getByRole('tabpanel');
    expect(panel).toContainElement(document.activeElement as HTMLElement);

    await userEvent.click(screen.getByRole('link', { name: 'All changes' }));
    expect(await screen.findByRole('table')).toBeInTheDocument();
    expect(address().get('change')).toBeNull();
    expect(address().get('tab')).toBe('changes');

    await userEvent.click(screen.getByRole('tab', { name: 'Models' }));
    expect(address().toString()).toBe('');
  });

  it('says that nothing waits', async () => {
    await open(async () => []);
    expect(
      await screen.findByText('No change waits for a review.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('tab', { name: 'Changes' })).toBeInTheDocument();
  });

  it('says that there is no repository', async () => {
    await open(async () => {
      throw refusal(404, 'NotFoundError', 'llm.gitops is not configured');
    });
    expect(
      await screen.findByText(/has no GitOps repository/),
    ).toBeInTheDocument();
  });

  it('shows that it loads', async () => {
    await open(() => new Promise(() => {}));
    await waitFor(() =>
      expect(
        screen.getByRole('region', { name: 'Changes that wait for a review' }),
      ).toHaveAttribute('aria-busy', 'true'),
    );
  });

  it('says when the backend fails, and asks again', async () => {
    const listChanges = jest
      .fn<ReturnType<LlmApi['listChanges']>, []>()
      .mockRejectedValueOnce(new Error('socket hang up'))
      .mockResolvedValue([summaryOf(change)]);
    await open(listChanges);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Try again' }),
    );
    const table = await screen.findByRole('table');
    expect(within(table).getByText(change.title)).toBeInTheDocument();
  });
});
