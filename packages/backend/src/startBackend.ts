import { createBackend } from '@backstage/backend-defaults';
import { stringifyError } from '@backstage/errors';

/**
 * Starts a backend, and ends the process with code 1 where that fails. By
 * itself it would stay up, hold its port and serve nothing.
 */
export async function startBackend(
  backend: ReturnType<typeof createBackend>,
): Promise<void> {
  try {
    await backend.start();
  } catch (error) {
    process.stderr.write(`${stringifyError(error)}\n`);
    // What did start gets the chance to let go of what it holds.
    await Promise.allSettled([backend.stop()]);
    process.exit(1);
  }
}
