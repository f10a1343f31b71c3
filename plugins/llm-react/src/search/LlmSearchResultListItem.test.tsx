import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { isLlmSearchResult, LlmSearchResultListItem } from '.';

const document = {
  title: 'Llama 3.3 70B Instruct',
  text: 'General assistant',
  location: '/catalog/assistants/model/llama-3-3-70b',
  kind: 'Model',
  type: 'chat',
  lifecycle: 'production',
  owner: 'group:default/ml-platform',
};

describe('LlmSearchResultListItem', () => {
  it('says what a model does, how far it is and whose it is', async () => {
    await renderInTestApp(<LlmSearchResultListItem result={document} />);
    expect(
      screen.getByRole('link', { name: 'Llama 3.3 70B Instruct' }),
    ).toHaveAttribute('href', '/catalog/assistants/model/llama-3-3-70b');
    for (const text of [
      'General assistant',
      'Model',
      'Chat',
      'Production',
      'ml-platform',
    ]) {
      expect(screen.getByText(text)).toBeVisible();
    }
    expect(screen.getByText(/^Owner:/)).toHaveTextContent('Owner: ml-platform');
  });

  it('has the icon that the app keeps for the kind', async () => {
    await renderInTestApp(<LlmSearchResultListItem result={document} />, {
      icons: { 'kind:model': () => <span>icon of models</span> },
    });
    expect(screen.getByText('icon of models')).toBeVisible();
  });

  it('marks what was searched for', async () => {
    const pool = { ...document, kind: 'GpuPool', type: 'kubernetes' };
    await renderInTestApp(
      <LlmSearchResultListItem
        result={pool}
        highlight={{
          preTag: '<b>',
          postTag: '</b>',
          fields: { title: 'Llama 3.3 <b>70B</b> Instruct' },
        }}
        icon={<span>icon</span>}
      />,
    );
    expect(screen.getByText('70B')).toBeVisible();
    expect(screen.getByText('GPU pool')).toBeVisible();
    expect(screen.getByText('Kubernetes')).toBeVisible();
    expect(screen.getByText('icon')).toBeVisible();
  });

  it('shows nothing while there is no result', async () => {
    await renderInTestApp(
      <main>
        <LlmSearchResultListItem />
      </main>,
    );
    expect(screen.getByRole('main')).toBeEmptyDOMElement();
  });
});

describe('isLlmSearchResult', () => {
  it.each([
    ['software-catalog', { kind: 'Model' }, true],
    ['software-catalog', { kind: 'gpupool' }, true],
    ['software-catalog', { kind: 'Component' }, false],
    ['software-catalog', {}, false],
    ['techdocs', { kind: 'Model' }, false],
  ])('%s %j: %s', (type, fields, expected) => {
    expect(isLlmSearchResult({ type, document: fields })).toBe(expected);
  });
});
