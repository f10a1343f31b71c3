import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { change } from '../__testUtils__/changes';
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

describe('the files of a change', () => {
  it('shows its files in the order of what follows from what', async () => {
    await open({});
    await card();
    expect(
      screen
        .getAllByRole('heading', { level: 2 })
        .map(heading => heading.textContent),
    ).toEqual([
      change.title,
      'Catalog entry and intent',
      'Rendered manifests',
      'Overlays',
      'Other files',
    ]);
  });

  it('shows what becomes of each line, in words as well, and folds the rest', async () => {
    await open({});
    const changed = within(await file(MANIFEST));
    expect(changed.getByText('changed')).toBeInTheDocument();
    expect(
      changed.getByText('1 line added, 1 line removed'),
    ).toBeInTheDocument();
    expect(lines(MANIFEST)).toEqual([
      ['Show 2 unchanged lines'],
      ['3', '3', '', 'line 3'],
      ['4', '4', '', 'line 4'],
      ['5', '5', '', 'line 5'],
      ['6', '', '−removed', 'replicas: 2'],
      ['', '6', '+added', 'replicas: 4'],
      ['7', '7', '', 'line 7'],
      ['8', '8', '', 'line 8'],
      ['9', '9', '', 'line 9'],
      ['Show 3 unchanged lines'],
    ]);

    await userEvent.click(
      changed.getByRole('button', { name: 'Show 2 unchanged lines' }),
    );
    expect(lines(MANIFEST).slice(0, 3)).toEqual([
      ['Hide 2 unchanged lines'],
      ['1', '1', '', 'line 1'],
      ['2', '2', '', 'line 2'],
    ]);
    const hide = changed.getByRole('button', {
      name: 'Hide 2 unchanged lines',
    });
    expect(hide).toHaveFocus();
    expect(hide).toHaveAttribute('aria-expanded', 'true');
    await userEvent.keyboard('{Enter}');
    expect(lines(MANIFEST)).toHaveLength(10);
  });

  it('shows files that come and go, and why others are not shown', async () => {
    await open({});
    const removed = within(await file('models/nova/README.md'));
    expect(removed.getByText('1 line removed')).toBeInTheDocument();
    expect(lines('models/nova/README.md')).toEqual([
      ['1', '', '−removed', 'Gone'],
    ]);
    const added = within(await file('models/nova/catalog-info.yaml'));
    expect(added.getByText('2 lines added')).toBeInTheDocument();
    const large = await file('models/nova/prod/overlays/patch.yaml');
    expect(large).toHaveTextContent(/too large to be shown/);
    const binary = await file('models/nova/prod/overlays/weights.bin');
    expect(binary).toHaveTextContent(/is no text/);
    expect(within(binary).queryByRole('table')).not.toBeInTheDocument();
  });

  it('shows a file that moved, one that is empty, and what would not be seen', async () => {
    await open({
      files: [
        { path: 'new.md', type: 'added', after: 'a\nb\n' },
        { path: 'old.md', type: 'removed', before: 'a\nb\n' },
        { path: 'empty.md', type: 'added', after: '' },
        { path: 'z.md', type: 'added', after: 'a\u202eb' },
      ],
    });
    const moved = await file('new.md');
    expect(moved).toHaveTextContent('renamed');
    expect(moved).toHaveTextContent('Was old.md before, with the same text.');
    expect(lines('new.md')).toEqual([['Show 2 unchanged lines']]);
    expect(await file('empty.md')).toHaveTextContent('The file is empty.');
    expect(lines('z.md')).toEqual([
      ['', '1', '+added', 'a⟨U+202E⟩b (no line feed at the end of the file)'],
    ]);
  });

  it('draws the first lines of a long file, and the others on demand', async () => {
    const after = Array.from({ length: 600 }, (_, i) => `${i}\n`).join('');
    await open({ files: [{ path: 'long.md', type: 'added', after }] });
    await file('long.md');
    expect(lines('long.md')).toHaveLength(500);
    await userEvent.click(
      screen.getByRole('button', { name: 'Show 100 more lines' }),
    );
    expect(lines('long.md')).toHaveLength(600);
  });
});
