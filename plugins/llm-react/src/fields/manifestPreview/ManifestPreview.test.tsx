import type { Entity } from '@backstage/catalog-model';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal } from '../../__testUtils__/changes';
import {
  answer,
  DEPLOYMENT,
  done,
  file,
  linesOf,
  preview,
  renderPreview,
  show,
  template,
} from '../../__testUtils__/renderPreview';

const goOn = () =>
  userEvent.click(screen.getByRole('button', { name: 'Review' }));
const create = async () =>
  userEvent.click(await screen.findByRole('button', { name: 'Create' }));

describe('the field ManifestPreview', () => {
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
