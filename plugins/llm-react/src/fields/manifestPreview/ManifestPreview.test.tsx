import type { Entity } from '@backstage/catalog-model';
import type { LlmChangePreview } from '@modelyard/plugin-llm-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal } from '../../__testUtils__/changes';
import {
  answer,
  preview,
  renderPreview,
  template,
} from '../../__testUtils__/renderPreview';

const done = () => screen.findByText(/^Rendered at /);
const goOn = () =>
  userEvent.click(screen.getByRole('button', { name: 'Review' }));
const create = async () =>
  userEvent.click(await screen.findByRole('button', { name: 'Create' }));
const show = (changes: Partial<LlmChangePreview>) =>
  renderPreview({ dryRun: async () => answer({ ...preview, ...changes }) });
const file = (path: string) => screen.findByRole('region', { name: path });
const linesOf = (path: string) => {
  const table = screen.getByRole<HTMLTableElement>('table', {
    name: `Lines of ${path}`,
  });
  return [...table.tBodies[0].rows].map(({ textContent }) => textContent);
};

const DEPLOYMENT = 'models/nova/prod/base/deployment.yaml';

describe('the field ManifestPreview', () => {
  beforeEach(() => {
    // The form scrolls to its top when its page changes.
    jest.spyOn(window, 'scrollTo').mockImplementation();
  });

  it.each(['mui', 'bui'] as const)(
    'shows what the template would commit, and hands on the digest of it (%s)',
    async theme => {
      const { dryRun, onCreate } = await renderPreview({ theme });
      await done();
      expect(
        screen.getByText(
          '1 file would be added, 1 file would be changed, 1 file stays as it is',
        ),
      ).toBeInTheDocument();
      expect(
        screen.getByText(/Somebody else reviews it, of/),
      ).toHaveTextContent(/search.* or of the platform team\.$/);
      // Leaving the form would lose what was entered.
      expect(screen.getByRole('link', { name: /search/ })).toHaveAttribute(
        'target',
        '_blank',
      );
      expect(
        screen
          .getAllByRole('heading', { level: 2 })
          .map(heading => heading.textContent),
      ).toEqual(['Catalog entry and intent', 'Rendered manifests']);
      expect(
        within(await file(DEPLOYMENT)).getByText(
          '1 line added, 1 line removed',
        ),
      ).toBeInTheDocument();
      expect(linesOf(DEPLOYMENT)).toEqual(
        expect.arrayContaining([
          '5−removed  replicas: 2',
          '5+added  replicas: 4',
        ]),
      );
      expect(screen.queryByText(/kustomization/)).not.toBeInTheDocument();

      const { spec } = template;
      expect(dryRun.mock.calls).toEqual([
        [
          {
            template: {
              ...template,
              spec: {
                ...spec,
                output: { preview: '${{ steps["change"].output.preview }}' },
              },
            },
            values: { name: 'nova', preview: 'not-previewed' },
            secrets: {},
            directoryContents: [],
          },
        ],
      ]);
      await goOn();
      await create();
      expect(onCreate).toHaveBeenCalledWith({
        name: 'nova',
        preview: preview.digest,
      });
    },
  );

  it('lets nobody go on before it is known, and forgets what was seen in another run', async () => {
    let finish: (value: ReturnType<typeof answer>) => void = () => {};
    const { onCreate } = await renderPreview({
      initialState: { name: 'nova', preview: `sha256:${'b'.repeat(64)}` },
      dryRun: () =>
        new Promise(resolve => {
          finish = resolve;
        }),
    });
    expect(
      await screen.findByText('Rendering what would be committed'),
    ).toBeInTheDocument();
    expect(screen.getByRole('progressbar')).toBeInTheDocument();
    await goOn();
    expect(
      await screen.findByText(
        'Wait until it is known what would be committed.',
      ),
    ).toBeInTheDocument();
    await act(async () => finish(answer(preview)));
    await done();
    await goOn();
    await create();
    expect(onCreate).toHaveBeenCalledWith({
      name: 'nova',
      preview: preview.digest,
    });
  });

  it('says why it cannot be committed, and tries again', async () => {
    const dryRun = jest
      .fn()
      .mockRejectedValueOnce(
        refusal(
          400,
          'InputError',
          'nova does not fit on l4: needs 30 GiB\nWhat would fit:\n- 4 bits',
        ),
      )
      .mockResolvedValue(answer(preview));
    const { onCreate } = await renderPreview({ dryRun });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('This cannot be committed as it is');
    expect(alert).toHaveTextContent(
      'nova does not fit on l4: needs 30 GiB What would fit: - 4 bits',
    );
    expect(alert).toHaveTextContent('Nothing that you entered is lost');
    await goOn();
    expect(
      await screen.findByText(/^Nothing can be committed like this/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();

    await userEvent.click(screen.getByRole('button', { name: 'Render again' }));
    expect(
      await screen.findByText(/1 file would be added/),
    ).toBeInTheDocument();
    expect(screen.queryByText(/^Nothing can be committed/)).toBeNull();
    await goOn();
    await create();
    expect(onCreate).toHaveBeenCalledWith(
      expect.objectContaining({ preview: preview.digest }),
    );
  });

  it('names the fields that the template refuses', async () => {
    const errors = [
      { property: 'instance.devices[0].nodes', message: 'must be >= 1' },
      { property: 'instance', message: 'requires property "owner"' },
    ];
    await renderPreview({
      dryRun: async () => {
        throw refusal(
          400,
          'Error',
          `Request failed with status 400 Bad Request, ${JSON.stringify({
            errors,
          })}`,
        );
      },
    });
    const items = within(await screen.findByRole('alert')).getAllByRole(
      'listitem',
    );
    expect(items.map(({ textContent }) => textContent)).toEqual([
      'devices[0].nodes: must be >= 1',
      'requires property "owner"',
    ]);
    expect(screen.queryByText(/Request failed/)).toBeNull();
  });

  it.each([
    [refusal(500, 'Error', 'disk full'), 'disk full'],
    [new TypeError('Failed to fetch'), 'Failed to fetch'],
  ])('tells what no input can mend from the rest: %s', async (error, text) => {
    await renderPreview({
      dryRun: async () => {
        throw error;
      },
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The preview could not be made');
    expect(alert).toHaveTextContent(text);
    expect(alert).toHaveTextContent('Try again in a moment');
  });

  it('renders again what was entered since, and never hands on what is old', async () => {
    const { dryRun } = await renderPreview({ note: true });
    await done();
    await userEvent.type(screen.getByLabelText('Note'), 'new');
    expect(
      screen.getByText(/What you entered has changed since this was rendered/),
    ).toBeInTheDocument();
    await goOn();
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
    await waitFor(() => expect(dryRun).toHaveBeenCalledTimes(2));
    expect(dryRun.mock.calls[1][0].values).toEqual({
      name: 'nova',
      note: 'new',
      preview: 'not-previewed',
    });
    await done();
    expect(screen.queryByText(/has changed since/)).toBeNull();
    await goOn();
    expect(await screen.findByRole('button', { name: 'Create' })).toBeEnabled();
  });

  it('ignores the answer to what is asked no longer', async () => {
    const answers: Array<(value: ReturnType<typeof answer>) => void> = [];
    const { dryRun } = await renderPreview({
      note: true,
      dryRun: () => new Promise(resolve => answers.push(resolve)),
    });
    await waitFor(() => expect(dryRun).toHaveBeenCalledTimes(1));
    await userEvent.type(screen.getByLabelText('Note'), 'several');
    await waitFor(() => expect(dryRun).toHaveBeenCalledTimes(2));
    expect(dryRun.mock.calls[1][0].values).toMatchObject({ note: 'several' });
    await act(async () => answers[0](answer({ ...preview, files: [] })));
    expect(screen.queryByText('Nothing would change')).toBeNull();
    await act(async () => answers[1](answer(preview)));
    await done();
    expect(screen.getByText(/1 file would be added/)).toBeInTheDocument();
  });

  it('says that nothing would change', async () => {
    await show({ files: preview.files.slice(2) });
    await done();
    expect(screen.getByText('Nothing would change')).toBeInTheDocument();
    expect(screen.queryByText(/Somebody else reviews/)).toBeNull();
    await goOn();
    expect(await screen.findByRole('button', { name: 'Create' })).toBeEnabled();
  });

  it.each([
    [{ owners: [] }, /of the platform team: no entity of its folders/],
    [{ review: 'direct' as const }, /^It is committed at once/],
    [
      {
        revises: {
          title: 'Serve Nova',
          proposedBy: { name: 'Kim', userRef: 'user:default/kim' },
        },
      },
      /^“Serve Nova”, proposed by kim\. This run would replace all/,
    ],
    [{ revises: {} }, /^This run would replace all that it changes/],
  ])('says who has a say in it: %j', async (changes, text) => {
    await show(changes);
    await done();
    expect(
      screen.getByText((_, element) =>
        Boolean(
          element?.matches('p, div.MuiAlert-message, div.MuiTypography-root') &&
            text.test(
              (element.textContent ?? '').replace(
                'A change of the same name waits for a review',
                '',
              ),
            ),
        ),
      ),
    ).toBeInTheDocument();
  });

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

  it('runs nothing for who may not, and lets them go on where the template says so', async () => {
    const { dryRun, onCreate } = await renderPreview({
      allowed: false,
      uiOptions: { optional: true },
    });
    expect(
      await screen.findByText(
        /lacks the permission scaffolder\.template\.dry-run/,
      ),
    ).toHaveTextContent('You can go on without it');
    await goOn();
    await create();
    expect(onCreate).toHaveBeenCalledWith({
      name: 'nova',
      preview: 'not-previewed',
    });
    expect(dryRun).not.toHaveBeenCalled();
  });

  it('stops who may not where the template asks for a preview', async () => {
    await renderPreview({ allowed: false });
    expect(
      await screen.findByText(/This template asks for a look at it beforehand/),
    ).toBeInTheDocument();
    await goOn();
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
  });

  it('shows nothing where no template is named, and takes the one of its options', async () => {
    const { unmount, dryRun } = await renderPreview({ path: '/create/edit' });
    expect(
      await screen.findByText('There is nothing to preview here'),
    ).toBeInTheDocument();
    await goOn();
    expect(await screen.findByRole('button', { name: 'Create' })).toBeEnabled();
    expect(dryRun).not.toHaveBeenCalled();
    unmount();

    await renderPreview({
      path: '/create/edit',
      uiOptions: { template: 'template:default/serve' },
    });
    await done();
    expect(screen.getByText(/1 file would be added/)).toBeInTheDocument();
  });

  it('goes on where the template commits nothing with these values', async () => {
    const { onCreate } = await renderPreview({
      dryRun: async () => answer(undefined),
    });
    expect(
      await screen.findByText(/this template commits nothing/),
    ).toBeInTheDocument();
    await goOn();
    await create();
    expect(onCreate).toHaveBeenCalledWith({
      name: 'nova',
      preview: 'not-previewed',
    });
  });

  const withSteps = (...steps: object[]): Entity => ({
    ...template,
    spec: { ...template.spec, steps: steps as never },
  });
  const commit = { action: 'llm:gitops:commit' };

  it.each([
    [[], undefined, 'The catalog shows you no template template:default/serve'],
    [
      [withSteps({ action: 'debug:log' })],
      undefined,
      'The template has no step llm:gitops:commit',
    ],
    [
      [withSteps(commit, { ...commit, id: 'b' })],
      undefined,
      'must name one of them as step: step-1, b',
    ],
    [
      [withSteps(commit)],
      { step: 'other' },
      'The template has no step other of llm:gitops:commit',
    ],
  ])(
    'tells authors what is missing (%#)',
    async (entities, uiOptions, text) => {
      const { dryRun } = await renderPreview({ entities, uiOptions });
      expect(await screen.findByRole('alert')).toHaveTextContent(text);
      expect(dryRun).not.toHaveBeenCalled();
    },
  );

  it('takes the step that the template names, and no answer of another form', async () => {
    const { dryRun } = await renderPreview({
      entities: [withSteps(commit, { ...commit, id: 'b' })],
      uiOptions: { step: 'step-1' },
      dryRun: async () => answer({ files: 'many' }),
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The scaffolder answered without a preview',
    );
    expect(dryRun.mock.calls[0][0].template.spec.output).toEqual({
      preview: '${{ steps["step-1"].output.preview }}',
    });
  });
});
