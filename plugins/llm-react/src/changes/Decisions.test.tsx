import type { LlmChange } from '@modelyard/plugin-llm-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { LlmApi } from '../api';
import { change, refusal, summaryOf } from '../__testUtils__/changes';
import { address } from '../__testUtils__/fleetPage';
import { renderFleet } from '../__testUtils__/renderFleet';

const other = { ...summaryOf(change), id: 'other', title: 'Retire Luna' };

/** A backend with two changes, of which the reader looks at one. */
async function open(options: Partial<LlmApi> & { given?: LlmChange } = {}) {
  const { given = change, ...rest } = options;
  const decided = new Set<string>();
  const llmApi = {
    listChanges: jest.fn(async () =>
      [summaryOf(given), other].filter(({ id }) => !decided.has(id)),
    ),
    readChange: jest.fn(async () => given),
    mergeChange: jest.fn(async (id: string) => {
      decided.add(id);
      return { commit: 'c'.repeat(40) };
    }),
    withdrawChange: jest.fn(async (id: string) => {
      decided.add(id);
    }),
    ...rest,
  };
  await renderFleet({
    search: '?tab=changes&change=serve-nova',
    changesAllowed: true,
    llmApi,
  });
  await screen.findByRole('heading', { name: given.title });
  return llmApi;
}

async function ask(button: 'Merge' | 'Withdraw') {
  const found = await screen.findByRole('button', { name: button });
  await waitFor(() => expect(found).toBeEnabled());
  await userEvent.click(found);
  return within(await screen.findByRole('dialog'));
}

const confirm = (name: string) =>
  userEvent.click(screen.getByRole('button', { name }));

const isClosed = () =>
  waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());

describe('merging a change', () => {
  it('repeats what will be merged, and does nothing without being told to', async () => {
    const llmApi = await open();
    const dialog = await ask('Merge');
    expect(
      screen.getByRole('dialog', { name: 'Merge this change?' }),
    ).toBeInTheDocument();
    expect(dialog.getByText(change.title)).toBeInTheDocument();
    expect(dialog.getByTitle(change.head)).toBeInTheDocument();
    expect(dialog.getByText('5 files')).toBeInTheDocument();
    expect(
      dialog.getByText('models/nova/catalog-info.yaml (added)'),
    ).toBeInTheDocument();
    await userEvent.keyboard('{Enter}');
    expect(llmApi.mergeChange).not.toHaveBeenCalled();
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
    await isClosed();
    expect(llmApi.mergeChange).not.toHaveBeenCalled();
  });

  it('merges the version that was seen, and says what it was about', async () => {
    const llmApi = await open();
    await ask('Merge');
    await confirm('Merge this version');
    const done = within(
      (await screen.findByText(`Merged: ${change.title}`)).closest(
        '[role=status]',
      ) as HTMLElement,
    );
    expect(llmApi.mergeChange).toHaveBeenCalledWith('serve-nova', {
      expectedHead: change.head,
    });
    expect(done.getByRole('link', { name: /nova/ })).toHaveAttribute(
      'href',
      '/catalog/berlin/model/nova',
    );
    await isClosed();
    expect(address().get('change')).toBeNull();
    // The list is read again; what was merged is out at once.
    expect(
      screen.queryByRole('link', { name: change.title }),
    ).not.toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Retire Luna' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('tab', { name: 'Changes (1 open)' }),
    ).toBeInTheDocument();
    expect(llmApi.listChanges).toHaveBeenCalledTimes(2);

    await userEvent.click(done.getByRole('button', { name: 'Close' }));
    expect(
      screen.queryByText(`Merged: ${change.title}`),
    ).not.toBeInTheDocument();
  });

  it('leads to the models where it named none', async () => {
    await open({ given: { ...change, files: [] } });
    await ask('Merge');
    await confirm('Merge this version');
    expect(
      await screen.findByRole('link', { name: 'Models and pools' }),
    ).toHaveAttribute('href', '/llm');
  });

  it('cannot be told twice, or be left, while it is under way', async () => {
    let answer = () => {};
    await open({
      mergeChange: () =>
        new Promise(resolve => {
          answer = () => resolve({ commit: 'c'.repeat(40) });
        }),
    });
    const dialog = await ask('Merge');
    await confirm('Merge this version');
    expect(dialog.getByRole('button', { name: 'Merging' })).toBeDisabled();
    expect(dialog.getByRole('button', { name: 'Cancel' })).toBeDisabled();
    await userEvent.keyboard('{Escape}');
    expect(screen.getByRole('dialog')).toBeInTheDocument();
    answer();
    await isClosed();
  });

  it('shows the newest version where the change has changed since, and says so', async () => {
    const newer = { ...change, head: 'd'.repeat(40), body: 'Six, after all.' };
    const llmApi = await open({
      readChange: jest
        .fn<Promise<LlmChange>, []>()
        .mockResolvedValueOnce(change)
        .mockResolvedValue(newer),
      mergeChange: jest
        .fn()
        .mockRejectedValueOnce(
          refusal(409, 'ConflictError', 'has changed since it was looked at'),
        )
        .mockResolvedValue({ commit: 'c'.repeat(40) }),
    });
    await ask('Merge');
    await confirm('Merge this version');
    expect(
      await screen.findByText(/This is its newest version/),
    ).toBeInTheDocument();
    expect(screen.getByText('Six, after all.')).toBeInTheDocument();
    await isClosed();

    await ask('Merge');
    await confirm('Merge this version');
    expect(await screen.findByText(/^Merged: /)).toBeInTheDocument();
    expect(llmApi.mergeChange).toHaveBeenLastCalledWith('serve-nova', {
      expectedHead: newer.head,
    });
  });

  it('says why where the same version can not be merged any more', async () => {
    await open({
      readChange: jest
        .fn<Promise<LlmChange>, []>()
        .mockResolvedValueOnce(change)
        .mockResolvedValue({
          ...change,
          conflicts: ['models/nova/catalog-info.yaml'],
          obstacles: ['conflict'],
        }),
      mergeChange: async () => {
        throw refusal(409, 'ConflictError', 'is in conflict with main');
      },
    });
    await ask('Merge');
    await confirm('Merge this version');
    expect(
      await screen.findByText(
        'Nothing was done. The backend says: is in conflict with main',
      ),
    ).toBeInTheDocument();
    expect(await screen.findByText('In conflict')).toBeInTheDocument();
    await isClosed();
    expect(screen.getByRole('button', { name: 'Merge' })).toBeDisabled();
  });

  it('says that somebody else was first', async () => {
    await open({
      readChange: jest
        .fn<Promise<LlmChange>, []>()
        .mockResolvedValueOnce(change)
        .mockRejectedValue(refusal(404, 'NotFoundError', 'not open')),
      mergeChange: async () => {
        throw refusal(404, 'NotFoundError', 'not open');
      },
    });
    await ask('Merge');
    await confirm('Merge this version');
    expect(
      await screen.findByText(/it was merged or withdrawn/),
    ).toBeInTheDocument();
  });

  it('keeps what was there when the backend fails', async () => {
    const llmApi = await open({
      mergeChange: jest
        .fn()
        .mockRejectedValueOnce(
          refusal(403, 'NotAllowedError', 'You made this change'),
        )
        .mockResolvedValue({ commit: 'c'.repeat(40) }),
    });
    const dialog = await ask('Merge');
    await confirm('Merge this version');
    expect(await dialog.findByText('It was not merged')).toBeInTheDocument();
    expect(dialog.getByText('You made this change')).toBeInTheDocument();
    expect(dialog.getByText(change.title)).toBeInTheDocument();
    expect(llmApi.readChange).toHaveBeenCalledTimes(1);

    await confirm('Merge this version');
    expect(await screen.findByText(/^Merged: /)).toBeInTheDocument();
  });

  it('keeps a change that cannot be read again', async () => {
    await open({
      readChange: jest
        .fn<Promise<LlmChange>, []>()
        .mockResolvedValueOnce(change)
        .mockRejectedValue(new Error('socket hang up')),
      mergeChange: async () => {
        throw refusal(409, 'ConflictError', 'has changed since');
      },
    });
    await ask('Merge');
    await confirm('Merge this version');
    expect(
      await screen.findByText(/nothing newer could be read: socket hang up/),
    ).toBeInTheDocument();
    expect(screen.getByText(change.body)).toBeInTheDocument();
    expect(screen.getByText('replicas: 4')).toBeInTheDocument();
  });
});

describe('withdrawing a change', () => {
  it('withdraws the version that was seen', async () => {
    const llmApi = await open({
      given: { ...change, obstacles: ['own-change'] },
    });
    await ask('Withdraw');
    expect(
      screen.getByRole('dialog', { name: 'Withdraw this change?' }),
    ).toBeInTheDocument();
    await confirm('Withdraw it');
    expect(
      await screen.findByText(`Withdrawn: ${change.title}`),
    ).toBeInTheDocument();
    expect(llmApi.withdrawChange).toHaveBeenCalledWith('serve-nova', {
      expectedHead: change.head,
    });
    expect(llmApi.mergeChange).not.toHaveBeenCalled();
    await isClosed();
    expect(
      screen.queryByRole('link', { name: change.title }),
    ).not.toBeInTheDocument();
  });

  it('says why it was not', async () => {
    await open({
      withdrawChange: async () => {
        throw refusal(503, 'ServiceUnavailableError', 'the disk is away');
      },
    });
    const dialog = await ask('Withdraw');
    await confirm('Withdraw it');
    expect(await dialog.findByText('It was not withdrawn')).toBeInTheDocument();
    expect(dialog.getByText('the disk is away')).toBeInTheDocument();
  });
});
