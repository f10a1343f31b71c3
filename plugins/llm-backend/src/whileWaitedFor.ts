import { Response } from 'express';

/**
 * Does something for as long as the client waits for the answer.
 *
 * @returns Undefined where it went away, so that there is nobody to answer
 */
export async function whileWaitedFor<T>(
  response: Pick<Response, 'closed' | 'once' | 'off'>,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const controller = new AbortController();
  const leave = () => controller.abort();
  response.once('close', leave);
  if (response.closed) {
    leave();
  }
  try {
    return await work(controller.signal);
  } catch (error) {
    if (controller.signal.aborted) {
      return undefined;
    }
    throw error;
  } finally {
    response.off('close', leave);
  }
}
