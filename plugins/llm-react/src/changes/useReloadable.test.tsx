import { act, renderHook, waitFor } from '@testing-library/react';
import { ready, type CardOutcome } from '../frame';
import { refusal } from '../__testUtils__/changes';
import { useReloadable } from './useReloadable';

type Load = (signal: AbortSignal) => Promise<CardOutcome<string>>;

async function renderLoaded(load: Load) {
  const hook = renderHook(props => useReloadable(props.load), {
    initialProps: { load },
  });
  expect(hook.result.current.state).toEqual({ status: 'loading' });
  await waitFor(() => expect(hook.result.current.state).toEqual(ready('old')));
  return hook;
}

const loads = () => jest.fn<Promise<CardOutcome<string>>, [AbortSignal]>();

describe('useReloadable', () => {
  it('keeps what was there until there is something newer', async () => {
    let answer = (_: CardOutcome<string>) => {};
    const load = loads()
      .mockResolvedValueOnce(ready('old'))
      .mockReturnValueOnce(
        new Promise(resolve => {
          answer = resolve;
        }),
      );
    const { result } = await renderLoaded(load);
    act(() => result.current.reload());
    await waitFor(() => expect(load).toHaveBeenCalledTimes(2));
    expect(result.current.state).toEqual(ready('old'));
    await act(async () => answer(ready('new')));
    expect(result.current.state).toEqual(ready('new'));
  });

  it('makes it stale where nothing newer can be read, and asks again', async () => {
    const load = loads()
      .mockResolvedValueOnce(ready('old'))
      .mockRejectedValueOnce(refusal(503, 'ServiceUnavailableError', 'away'))
      .mockResolvedValueOnce(ready('new'));
    const { result } = await renderLoaded(load);
    act(() => result.current.reload());
    await waitFor(() =>
      expect(result.current.state).toMatchObject({
        status: 'stale',
        value: 'old',
        asOf: expect.any(Date),
        reason: 'away',
      }),
    );
    act(() => result.current.reload());
    await waitFor(() => expect(result.current.state).toEqual(ready('new')));
  });

  it('takes away what may not be seen any more', async () => {
    const load = loads()
      .mockResolvedValueOnce(ready('old'))
      .mockRejectedValue(refusal(403, 'NotAllowedError', 'no'));
    const { result } = await renderLoaded(load);
    act(() => result.current.reload());
    await waitFor(() =>
      expect(result.current.state).toEqual({ status: 'not_allowed' }),
    );
  });

  it('does not show what another question was answered with', async () => {
    const { result, rerender } = await renderLoaded(async () => ready('old'));
    rerender({ load: () => new Promise(() => {}) });
    expect(result.current.state).toEqual({ status: 'loading' });
    act(() => result.current.reload());
    expect(result.current.state).toEqual({ status: 'loading' });
  });

  it('fails where there is nothing to keep', async () => {
    const load: Load = async () => {
      throw new Error('away');
    };
    const { result } = renderHook(() => useReloadable(load));
    await waitFor(() =>
      expect(result.current.state).toMatchObject({ status: 'error' }),
    );
    act(() => result.current.reload());
    await waitFor(() =>
      expect(result.current.state).toMatchObject({ status: 'error' }),
    );
  });
});
