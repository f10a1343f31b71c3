import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { act, screen, waitFor } from '@testing-library/react';
import { llmApiRef, type LlmApi } from '../api';
import { llmCards } from '../cards';
import { modelEntity } from '../__testUtils__/entities';
import { measuredBackend } from '../__testUtils__/measuredBackend';
import { useMeasures } from './useMeasures';

const model = modelEntity({ name: 'qwen3-14b' });

async function renderWith(llmApi: Partial<LlmApi>, children: JSX.Element) {
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [llmApiRef, llmApi],
        [catalogApiRef, catalogApiMock({ entities: [model] })],
      ]}
    >
      <EntityProvider entity={model}>{children}</EntityProvider>
    </TestApiProvider>,
    { mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef } },
  );
}

describe('useMeasures', () => {
  it('makes one request of what all cards of a page ask', async () => {
    const names = [
      'model-usage',
      'model-latency',
      'model-availability',
      'model-guardrails',
      'model-cost',
    ];
    const cards = await Promise.all(
      llmCards.filter(({ id }) => names.includes(id)).map(({ load }) => load()),
    );
    const backend = measuredBackend();
    await renderWith(
      backend,
      <>
        {cards.map(Card => (
          <Card key={Card.name} />
        ))}
      </>,
    );
    await waitFor(() =>
      expect(screen.getAllByRole('region', { busy: false })).toHaveLength(
        names.length,
      ),
    );
    expect(await screen.findByText('182M tokens')).toBeInTheDocument();
    expect(backend.asked).toHaveLength(1);
    expect(backend.asked[0].entityRef).toBe(stringifyEntityRef(model));
  });

  it('keeps what was read on screen while it reads again, and says when that fails', async () => {
    const backend = measuredBackend();
    const readMeasures = jest.fn(backend.readMeasures);
    let refresh = () => {};
    function Probe() {
      const state = useMeasures({
        entityRef: stringifyEntityRef(model),
        asks: { requests: { measure: 'requests', window: '24h' } },
      });
      if (state.status === 'ready' || state.status === 'stale') {
        refresh = state.value.refresh;
        const { result } = state.value.answers.requests;
        return (
          <p>
            {state.status}: {result.state === 'value' && result.value}
            {state.status === 'stale' && ` ${state.reason}`}
          </p>
        );
      }
      return <p>{state.status}</p>;
    }
    await renderWith({ readMeasures }, <Probe />);
    expect(await screen.findByText('ready: 180400')).toBeInTheDocument();

    let fail = (_error: Error) => {};
    readMeasures.mockImplementationOnce(
      () =>
        new Promise((_resolve, reject) => {
          fail = reject;
        }),
    );
    act(refresh);
    await waitFor(() => expect(readMeasures).toHaveBeenCalledTimes(2));
    expect(screen.getByText('ready: 180400')).toBeInTheDocument();
    await act(async () => fail(new Error('the backend is away')));
    expect(
      await screen.findByText('stale: 180400 the backend is away'),
    ).toBeInTheDocument();

    act(refresh);
    await waitFor(() => expect(readMeasures).toHaveBeenCalledTimes(3));
    expect(await screen.findByText('ready: 180400')).toBeInTheDocument();
  });
});
