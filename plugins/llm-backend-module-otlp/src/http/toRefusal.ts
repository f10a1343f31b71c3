import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { Malformed } from '../decode/Malformed';
import { Refusal } from './Refusal';

/** Seconds after which a sender may try again that the ledger did not take from. */
const TRY_AGAIN = 5;

/** Says in an answer what went wrong, and no more than the sender may know. */
export function toRefusal(error: unknown, logger: LoggerService): Refusal {
  if (error instanceof Refusal) {
    return error;
  }
  if (error instanceof Malformed) {
    return new Refusal('malformed', `The request ${error.message}`);
  }
  if (isError(error) && error.name === 'AuthenticationError') {
    return new Refusal(
      'unauthenticated',
      'A token of a service is needed that this portal accepts',
    );
  }
  if (isError(error) && error.name === 'NotAllowedError') {
    return new Refusal('not-allowed', 'Only a service may report usage');
  }
  if (isError(error) && error.name === 'InputError') {
    // Sent again it would fail again, for ever.
    logger.error('The ledger does not take what was read from OTLP', error);
    return new Refusal('malformed', 'The ledger cannot take it');
  }
  logger.error(
    'Usage that was reported over OTLP could not be written to the ledger; the sender was told to try again',
    isError(error) ? error : undefined,
  );
  return new Refusal(
    'unavailable',
    'The ledger did not take it; send it again',
    TRY_AGAIN,
  );
}
