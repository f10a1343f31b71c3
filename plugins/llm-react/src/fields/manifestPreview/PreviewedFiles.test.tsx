import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  DEPLOYMENT,
  done,
  file,
  linesOf,
  show,
} from '../../__testUtils__/renderPreview';

describe('the files of a preview', () => {
  it('shows what was checked, and findings beside their lines', async () => {
    await show({
      checks: [
        {
          kind: 'verdict',
          model: 'model:default/nova',
          version: 'v1',
          pool: 'gpupool:default/l4',
          devices: 'whole',
          verdict: 'does-not-fit',
          override: 'The fair begins on Monday',
          findings: [{ severity: 'warning', message: 'needs 30 GiB' }],
        },
        {
          kind: 'manifests',
          folder: 'models/nova/prod',
          level: 2,
          checked: 14,
          notChecked: ['base/x.yaml Foo bar: no schema'],
          dryRun: {
            state: 'not-run',
            reason: 'no cluster is configured for target fra-1',
          },
          findings: [
            {
              severity: 'warning',
              path: DEPLOYMENT,
              line: 1,
              message: 'is an old kind',
            },
          ],
        },
      ],
    });
    await done();
    expect(screen.getByText('Does not fit').closest('p')).toHaveTextContent(
      '✕ Does not fit: nova v1 on l4, whole',
    );
    expect(
      screen.getByText(
        'Somebody went on all the same. The reason: The fair begins on Monday',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        /^Checked against the schemas of the cluster's kinds: 14 objects\. 1 object has no schema here:/,
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'The cluster itself was not asked: no cluster is configured for target fra-1.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('base/x.yaml Foo bar: no schema'),
    ).toBeInTheDocument();
    expect(screen.getByText(`${DEPLOYMENT}:1`)).toBeInTheDocument();
    expect(linesOf(DEPLOYMENT).slice(0, 2)).toEqual([
      '11kind: Deployment',
      '▲ Warning: is an old kind',
    ]);
  });

  it('draws so much of what is rendered that one sees how to go on', async () => {
    const path = 'models/nova/prod/base/long.yaml';
    const after = Array.from({ length: 200 }, (_, i) => `line: ${i}\n`).join(
      '',
    );
    const files = [{ path, outcome: 'added' as const, after }];
    const { unmount } = await show({ files });
    await done();
    expect(linesOf(path)).toHaveLength(40);
    await userEvent.click(
      screen.getByRole('button', { name: 'Show 160 more lines' }),
    );
    expect(linesOf(path)).toHaveLength(200);
    unmount();

    const finding = { severity: 'warning' as const, path, message: 'is odd' };
    await show({
      files,
      checks: [
        {
          kind: 'manifests',
          folder: 'models/nova/prod',
          level: 1,
          checked: 0,
          notChecked: ['all of them'],
          findings: [{ ...finding, line: 60 }],
        },
      ],
    });
    await done();
    expect(linesOf(path).slice(-2)).toEqual([
      '60+addedline: 59',
      '▲ Warning: is odd',
    ]);
    expect(
      screen.getByText(/^Only the rules of the manifest families were checked/),
    ).toBeInTheDocument();
    expect(screen.queryByText('all of them')).toBeNull();
  });

  it('names files that it cannot show, with their sizes', async () => {
    await show({
      files: [
        {
          path: 'a.yaml',
          outcome: 'changed',
          omitted: 'not-allowed',
          after: 'new\n',
          bytesBefore: 3,
          bytesAfter: 4,
        },
        {
          path: 'b.yaml',
          outcome: 'added',
          omitted: 'too-large',
          bytesAfter: 300 * 1024,
        },
        {
          path: 'c.png',
          outcome: 'removed',
          omitted: 'binary',
          bytesBefore: 2048,
        },
      ],
    });
    const own = within(await file('a.yaml'));
    expect(
      own.getByText(/You may not see the text that is there now/),
    ).toBeInTheDocument();
    expect(own.queryByText(/line added/)).toBeNull();
    expect(linesOf('a.yaml')).toEqual(['1+addednew']);
    expect(
      within(await file('b.yaml')).getByText(
        'The file is too large to be shown here. It would have 300 KiB.',
      ),
    ).toBeInTheDocument();
    expect(
      within(await file('c.png')).getByText(
        'The file is no text and cannot be shown here. It has 2 KiB now.',
      ),
    ).toBeInTheDocument();
  });
});
