import { act, renderHook, waitFor } from '@testing-library/react';
import { NotAllowedError, ResponseError } from '@backstage/errors';
import { noData, ready, stale, useCardState, type CardOutcome } from '.';

type Load = (signal: AbortSignal) => Promise<CardOutcome<string>>;

const render = (load: Load) =>
  renderHook(({ load: current }) => useCardState(current), {
    initialProps: { load },
  });

async function responseError(status: number) {
  return ResponseError.fromResponse(
    new Response(JSON.stringify({ error: { name: 'Error', message: 'no' } }), {
      status,
      headers: { 'content-type': 'application/json' },
    }),
  );
}

describe('useCardState', () => {
  it('is loading, then whatever the function answers', async () => {
    const { result } = render(async () => noData({ reason: 'none yet' }));
    expect(result.current).toEqual({ status: 'loading' });
    await waitFor(() =>
      expect(result.current).toEqual({ status: 'no_data', reason: 'none yet' }),
    );
  });

  it.each([
    ['a NotAllowedError', async () => new NotAllowedError('no')],
    ['a response with status 403', async () => responseError(403)],
    [
      'a NotAllowedError as the cause',
      async () => new Error('wrapped', { cause: new NotAllowedError('no') }),
    ],
  ])('turns %s into not_allowed', async (_name, makeError) => {
    const error = await makeError();
    const { result } = render(() => Promise.reject(error));
    await waitFor(() => expect(result.current.status).toBe('not_allowed'));
  });

  it.each([
    ['a rejected promise', () => Promise.reject(new Error('broken'))],
    [
      'a function that throws at once',
      () => {
        throw new Error('broken');
      },
    ],
    // eslint-disable-next-line prefer-promise-reject-errors
    ['something that is no error', () => Promise.reject('broken')],
  ])('turns %s into an error', async (_name, load) => {
    const { result } = render(load);
    await waitFor(() => expect(result.current.status).toBe('error'));
    const state = result.current;
    expect(state.status === 'error' && state.error).toBeInstanceOf(Error);
    expect(state.status === 'error' && state.error.message).toMatch(/broken/);
  });

  it('asks again on retry', async () => {
    const load = jest
      .fn<Promise<CardOutcome<string>>, [AbortSignal]>()
      .mockRejectedValueOnce(await responseError(503))
      .mockResolvedValueOnce(ready('there'));
    const { result } = render(load);
    await waitFor(() => expect(result.current.status).toBe('error'));
    act(() => {
      if (result.current.status === 'error') {
        result.current.retry?.();
      }
    });
    expect(result.current).toEqual({ status: 'loading' });
    await waitFor(() =>
      expect(result.current).toEqual({ status: 'ready', value: 'there' }),
    );
  });

  it('keeps a stale value on screen while it asks again, and when that fails', async () => {
    const asOf = new Date('2026-11-20T10:00:00Z');
    let fail: (error: Error) => void = () => {};
    const load = jest
      .fn<Promise<CardOutcome<string>>, [AbortSignal]>()
      .mockResolvedValueOnce(stale({ value: 'old', asOf }))
      .mockReturnValueOnce(
        new Promise((_resolve, reject) => {
          fail = reject;
        }),
      );
    const { result } = render(load);
    await waitFor(() => expect(result.current.status).toBe('stale'));
    act(() => {
      if (result.current.status === 'stale') {
        result.current.retry?.();
      }
    });
    expect(result.current).toMatchObject({ status: 'stale', value: 'old' });
    await waitFor(() => expect(load).toHaveBeenCalledTimes(2));
    await act(async () => fail(new Error('still away')));
    expect(result.current).toMatchObject({
      status: 'stale',
      value: 'old',
      asOf,
      reason: 'still away',
    });
  });

  it('never shows the answer to another question', async () => {
    const answers = new Map<string, (value: string) => void>();
    const signals: AbortSignal[] = [];
    const loadOf =
      (name: string): Load =>
      signal => {
        signals.push(signal);
        return new Promise(resolve => {
          answers.set(name, value => resolve(ready(value)));
        });
      };
    const { result, rerender } = render(loadOf('first'));
    await waitFor(() => expect(answers.has('first')).toBe(true));
    rerender({ load: loadOf('second') });
    expect(result.current).toEqual({ status: 'loading' });
    expect(signals[0].aborted).toBe(true);

    await waitFor(() => expect(answers.has('second')).toBe(true));
    await act(async () => answers.get('first')?.('of the first'));
    expect(result.current).toEqual({ status: 'loading' });
    await act(async () => answers.get('second')?.('of the second'));
    expect(result.current).toEqual({
      status: 'ready',
      value: 'of the second',
    });
  });

  it('ignores its own abort, and shows the abort of somebody else', async () => {
    const abort = () =>
      new DOMException('The operation was aborted', 'AbortError');
    const { result, unmount } = render(() => Promise.reject(abort()));
    await waitFor(() => expect(result.current.status).toBe('error'));

    let seen: AbortSignal | undefined;
    const other = render(signal => {
      seen = signal;
      return new Promise(() => {});
    });
    await waitFor(() => expect(seen).toBeDefined());
    other.unmount();
    expect(seen?.aborted).toBe(true);
    unmount();
  });
});
