import {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';

/** Leaves an event of an act, and of its failure. */
export function audited(
  auditor: AuditorService,
  options: AuditorServiceCreateEventOptions,
) {
  return async <T>(act: () => Promise<T>): Promise<T> => {
    const event = await auditor.createEvent(options);
    try {
      const result = await act();
      await event.success();
      return result;
    } catch (error) {
      await event.fail({ error: toError(error) });
      throw error;
    }
  };
}
