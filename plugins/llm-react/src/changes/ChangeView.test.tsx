import type { LlmChange } from '@modelyard/plugin-llm-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { change, refusal } from '../__testUtils__/changes';
import { openChange as open } from '../__testUtils__/openChange';

const card = (name = change.title) => screen.findByRole('region', { name });
const file = (name: string) => screen.findByRole('region', { name });
// By the DOM: looking for hundreds of rows by their role takes minutes.
const lines = (path: string) => {
  const table = screen.getByRole<HTMLTableElement>('table', {
    name: `Lines of ${path}`,
  });
  return [...table.tBodies[0].rows].map(({ cells }) =>
    [...cells].map(cell => cell.textContent),
  );
};

const MANIFEST = 'models/nova/prod/base/vllm-deployment.yaml';

describe('a change', () => {
  it('says who made it, when, and whom it concerns', async () => {
    const readChange = jest.fn(async () => change);
    await open(readChange);
    const shown = within(await card());
    expect(shown.getByText('The fair begins on Monday.')).toBeInTheDocument();
    const fact = (name: string) =>
      within(shown.getByText(name).nextElementSibling as HTMLElement);
    expect(fact('Proposed by').getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/user/jo',
    );
    expect(fact('Also made by').getByText('Sam Push')).toBeInTheDocument();
    expect(fact('Opened').getByText('5 hours ago')).toBeInTheDocument();
    expect(fact('Newest version').getByText('2 hours ago')).toBeInTheDocument();
    expect(fact('Version').getByTitle(change.head)).toBeInTheDocument();
    expect(fact('Owned by').getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/berlin/group/search',
    );
    expect(shown.queryByText('In conflict')).not.toBeInTheDocument();
    expect(readChange).toHaveBeenCalledWith('serve-nova', expect.anything());
  });

  it('says where nobody is named, and hides what there is not', async () => {
    await open({ owners: [], body: '', authors: [change.proposedBy] });
    const shown = within(await card());
    expect(
      shown.getByText('no entity of its folders names an owner'),
    ).toBeInTheDocument();
    expect(shown.queryByText('Also made by')).not.toBeInTheDocument();
  });

  it('says what the template found out, and what was not checked', async () => {
    const { unmount } = await open({});
    expect(
      within(await card()).getByText('No check is recorded for this version.'),
    ).toBeInTheDocument();
    unmount();

    const place = {
      kind: 'verdict' as const,
      model: 'model:berlin/nova',
      findings: [],
    };
    await open({
      checks: [
        {
          ...place,
          pool: 'gpupool:default/l4',
          devices: 'whole',
          verdict: 'does-not-fit',
          override: 'The fair begins\u202e on Monday',
          findings: [
            { severity: 'info', message: 'has 24 GiB' },
            { severity: 'warning', message: 'needs 30 GiB' },
          ],
        },
        {
          ...place,
          provider: 'resource:default/azure',
          verdict: 'external',
        },
        {
          ...place,
          pool: 'gpupool:default/h100',
          devices: 'whole',
          verdict: 'allowed',
        },
        {
          kind: 'manifests',
          folder: 'models/nova/prod',
          level: 2,
          checked: 1,
          notChecked: [],
          dryRun: {
            state: 'ran',
            cluster: 'fra-1',
            checked: 1,
            notChecked: ['base/a.yaml Service b: no such namespace\u202e'],
          },
          findings: [
            {
              severity: 'warning',
              path: MANIFEST,
              line: 12,
              message: 'is never read',
            },
          ],
        },
      ],
    });
    const shown = within(await card());
    const sentence = (word: string) => shown.getByText(word).closest('p');
    expect(sentence('Does not fit')).toHaveTextContent(
      '✕ Does not fit: berlin/nova on l4, whole',
    );
    expect(sentence('Policy allows it')).toHaveTextContent(
      '✓ Policy allows it: berlin/nova on azure',
    );
    expect(sentence('Policy allows such data')).toHaveTextContent(
      '✓ Policy allows such data: berlin/nova on h100, whole',
    );
    // A mark that turns text around is shown, and turns nothing around.
    expect(
      shown.getByText(/The reason: The fair begins⟨U\+202E⟩ on Monday/),
    ).toBeInTheDocument();
    expect(
      shown
        .getAllByText(/^(Warning|Note)$/)
        .map(({ parentElement }) => parentElement?.textContent),
    ).toEqual([
      '▲ Warning: needs 30 GiB',
      'ℹ Note: has 24 GiB',
      '▲ Warning: is never read',
    ]);
    expect(
      shown.getByText(/the schemas of the cluster's kinds: 1 object\.$/),
    ).toBeInTheDocument();
    expect(
      shown.getByText(
        'The cluster fra-1 was asked without changing it: it would take 1 object. It could not say that of 1 object:',
      ),
    ).toBeInTheDocument();
    expect(
      shown.getByText('base/a.yaml Service b: no such namespace⟨U+202E⟩'),
    ).toBeInTheDocument();
    // What is near the line is not folded away.
    await file(MANIFEST);
    expect(lines(MANIFEST).slice(-2)).toEqual([
      ['12', '12', '', 'line 12'],
      ['', '▲ Warning: is never read'],
    ]);
  });

  it('says that it changes nothing', async () => {
    await open({ files: [] });
    expect(await screen.findByText('It changes no file.')).toBeInTheDocument();
  });

  it('names the files in conflict', async () => {
    await open({ conflicts: [MANIFEST], obstacles: ['conflict'] });
    const shown = within(await card());
    expect(shown.getByText(MANIFEST, { selector: 'code' })).toBeInTheDocument();
  });

  it('names what is taken, and by whom as far as that may be seen', async () => {
    const taken = {
      field: 'subject.name',
      value: 'same',
      where: 'in the namespace llm of fra-1',
    };
    await open({
      takenNames: [
        { ...taken, by: 'model:berlin/vega' },
        { ...taken, field: 'subject.servedModelName' },
      ],
      obstacles: ['names-taken'],
    });
    const shown = within(await card());
    expect(shown.getByText(/is that of/)).toHaveTextContent(
      /^same, in the namespace llm of fra-1 \(subject\.name\), is that of.*vega$/,
    );
    expect(
      shown.getByText(
        'same, in the namespace llm of fra-1 (subject.servedModelName)',
      ),
    ).toBeInTheDocument();
  });

  it.each([
    ['own-change', /somebody else has to review it/],
    ['not-responsible', /neither own all that it touches/],
    ['conflict', /in conflict with what was merged since/],
    ['names-taken', /names that somebody else has by now/],
    ['elsewhere', /on the pages of the Git host/],
    ['moon-phase', /The backend says: moon-phase/],
  ])('cannot be merged, and says why: %s', async (obstacle, words) => {
    await open({ obstacles: [obstacle as LlmChange['obstacles'][number]] });
    await card();
    const merge = screen.getByRole('button', { name: 'Merge' });
    expect(merge).toBeDisabled();
    expect(merge).toHaveAccessibleDescription(words);
  });

  it.each([
    [[], /It needs somebody of the platform team\./],
    [['group:berlin/search'], /platform team, or of.*search/],
    [
      ['group:berlin/search', 'group:default/ml'],
      /platform team, or who belongs to all of.*search.*ml/,
    ],
  ])('says who may merge it instead: %j', async (reviewers, words) => {
    await open({ obstacles: ['not-responsible'], reviewers });
    await card();
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Merge' }),
      ).toHaveAccessibleDescription(words),
    );
  });

  it('leads to the Git host where it is merged there, if that is an address', async () => {
    const url = 'https://git.acme.example/models/pulls/7';
    const { unmount } = await open({ obstacles: ['elsewhere'], url });
    await card();
    expect(screen.getByRole('link', { name: /Open it there/ })).toHaveAttribute(
      'href',
      url,
    );
    unmount();
    // eslint-disable-next-line no-script-url
    await open({ obstacles: ['elsewhere'], url: 'javascript:alert(1)' });
    await card();
    expect(
      screen.queryByRole('link', { name: /Open it there/ }),
    ).not.toBeInTheDocument();
  });

  it('is not decided by those who lack the permissions', async () => {
    await open({}, { decisionsAllowed: false });
    await card();
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Merge' }),
      ).toHaveAccessibleDescription(/llm\.change\.merge/),
    );
    expect(
      screen.queryByRole('button', { name: 'Withdraw' }),
    ).not.toBeInTheDocument();
  });

  it('is not withdrawn by those who have nothing to do with it', async () => {
    await open({ mayWithdraw: false });
    await card();
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Merge' })).toBeEnabled(),
    );
    expect(
      screen.queryByRole('button', { name: 'Withdraw' }),
    ).not.toBeInTheDocument();
  });

  it('shows that it loads', async () => {
    await open(() => new Promise(() => {}));
    await waitFor(async () =>
      expect(await card('Change')).toHaveAttribute('aria-busy', 'true'),
    );
  });

  it('says that it is not open', async () => {
    await open(async () => {
      throw refusal(404, 'NotFoundError', 'no such proposal');
    });
    expect(
      await screen.findByText(/it was merged or withdrawn/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'All changes' }),
    ).toBeInTheDocument();
  });

  it('says when the backend refuses, or fails and is asked again', async () => {
    const readChange = jest
      .fn<Promise<LlmChange>, []>()
      .mockRejectedValueOnce(new Error('socket hang up'))
      .mockRejectedValue(refusal(403, 'NotAllowedError', 'no'));
    await open(readChange);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Try again' }),
    );
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
    expect(screen.getByText(/llm\.change\.read/)).toBeInTheDocument();
  });
});
