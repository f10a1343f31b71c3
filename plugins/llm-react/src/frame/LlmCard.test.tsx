import { renderInTestApp } from '@backstage/test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  LlmCard,
  missingAnnotation,
  noData,
  ready,
  stale,
  type CardState,
} from '.';

const body = jest.fn((value: string) => <p>{value}</p>);

function renderState(state: CardState<string>) {
  return renderInTestApp(
    <LlmCard title="Deployments" state={state}>
      {body}
    </LlmCard>,
  );
}

const card = () => screen.getByRole('region', { name: 'Deployments' });

describe('LlmCard', () => {
  beforeEach(() => body.mockClear());

  it('draws the body of a ready value under a heading that names the card', async () => {
    await renderState(ready('4 of 4 running'));
    expect(
      within(card()).getByRole('heading', { name: 'Deployments', level: 2 }),
    ).toBeVisible();
    expect(within(card()).getByText('4 of 4 running')).toBeVisible();
    expect(card()).toHaveAttribute('aria-busy', 'false');
  });

  it('keeps the title of a slim card for assistive technology', async () => {
    await renderInTestApp(
      <LlmCard title="Actions" state={ready('a row of buttons')} slim>
        {body}
      </LlmCard>,
    );
    const slim = within(screen.getByRole('region', { name: 'Actions' }));
    expect(
      slim.getByRole('heading', { name: 'Actions', level: 2 }),
    ).toBeInTheDocument();
    expect(slim.getByText('a row of buttons')).toBeVisible();
  });

  it('keeps room while it loads and says so to screen readers', async () => {
    await renderState({ status: 'loading' });
    expect(card()).toHaveAttribute('aria-busy', 'true');
    expect(within(card()).getByText('Loading Deployments')).toBeInTheDocument();
    expect(body).not.toHaveBeenCalled();
  });

  it('shows the lines to add where annotations are missing', async () => {
    await renderState(
      missingAnnotation({
        annotations: ['modelyard.dev/ai-risk-class', 'modelyard.dev/use'],
        reason: 'The risk class decides which models the system may use.',
      }),
    );
    expect(screen.getByText('Annotations are missing')).toBeVisible();
    expect(
      screen.getByText(
        'The risk class decides which models the system may use.',
      ),
    ).toBeVisible();
    expect(
      screen.getByText(
        /metadata:\s+annotations:\s+modelyard\.dev\/ai-risk-class: <value>\s+modelyard\.dev\/use: <value>/,
      ),
    ).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Copy annotation lines' }),
    ).toBeVisible();
  });

  it('tells a person who may not see it what is missing', async () => {
    await renderState({ status: 'not_allowed', permission: 'llm.source.read' });
    expect(screen.getByText('You may not see this')).toBeVisible();
    expect(screen.getByText('Permission: llm.source.read')).toBeVisible();
    expect(body).not.toHaveBeenCalled();
  });

  it.each([
    ['a failed connection', new TypeError('Failed to fetch'), /did not answer/],
    ['an unknown thing', new NotFoundError('no such model'), /does not know/],
    [
      'an ended session',
      Object.assign(new Error('401'), { statusCode: 401 }),
      /session has ended/,
    ],
    [
      'a failing backend',
      Object.assign(new Error('boom'), { response: { status: 503 } }),
      /met an error/,
    ],
    ['anything else', new Error('bad figures'), /Something went wrong/],
  ])(
    'puts %s into words, and the error itself behind them',
    async (...args) => {
      const [, error, words] = args;
      const retry = jest.fn();
      await renderState({ status: 'error', error, retry });
      expect(screen.getByText('This could not be loaded')).toBeVisible();
      expect(screen.getByText(words)).toBeVisible();
      expect(
        screen.getByText(`${error.name}: ${error.message}`),
      ).toBeInTheDocument();
      await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
      expect(retry).toHaveBeenCalledTimes(1);
      expect(body).not.toHaveBeenCalled();
    },
  );

  it('offers no retry where asking again cannot help', async () => {
    await renderState({ status: 'error', error: new Error('bad figures') });
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('gives the reason and the next step where there is nothing', async () => {
    await renderState(
      noData({
        reason: 'No deployment is declared.',
        nextStep: { label: 'Compare models', to: '/llm' },
      }),
    );
    expect(screen.getByText('No deployment is declared.')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Compare models' }),
    ).toHaveAttribute('href', '/llm');
    expect(body).not.toHaveBeenCalled();
  });

  it('runs a next step that is not a link', async () => {
    const onClick = jest.fn();
    await renderState(
      noData({ reason: 'Nothing yet.', nextStep: { label: 'Look', onClick } }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Look' }));
    expect(onClick).toHaveBeenCalledTimes(1);
  });

  it('shows an old value with its age and the reason', async () => {
    await renderState(
      stale({
        value: '4 of 4 running',
        asOf: new Date(Date.now() - 5 * 60_000),
        reason: 'no answer from cluster fra-1',
      }),
    );
    expect(screen.getByText('4 of 4 running')).toBeVisible();
    expect(
      screen.getByText(
        'From 5 minutes ago; nothing newer could be read: no answer from cluster fra-1',
      ),
    ).toBeVisible();
  });

  it('says that it does not know a state instead of drawing an empty card', async () => {
    await renderState({ status: 'sleeping' } as unknown as CardState<string>);
    expect(
      screen.getByText('Error: unsupported card state "sleeping"'),
    ).toBeInTheDocument();
  });

  it('keeps a body that throws inside its card', async () => {
    const silenced = jest.spyOn(console, 'error').mockImplementation(() => {});
    await renderInTestApp(
      <>
        <LlmCard title="Broken" state={ready('x')}>
          {() => {
            throw new NotAllowedError('thrown while drawing');
          }}
        </LlmCard>
        <LlmCard title="Whole" state={ready('still here')}>
          {value => value}
        </LlmCard>
      </>,
    );
    expect(screen.getByText('still here')).toBeVisible();
    expect(screen.getAllByText(/thrown while drawing/).length).toBeGreaterThan(
      0,
    );
    silenced.mockRestore();
  });
});
