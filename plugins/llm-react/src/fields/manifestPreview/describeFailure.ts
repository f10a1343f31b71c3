import { isError } from '@backstage/errors';

/** Why a dry run came to nothing. */
export interface Failure {
  /** Whether something that was entered is the reason, or something else. */
  isInput: boolean;
  /** The reason, as the backend says it; several lines are a list. */
  message?: string;
  /** Fields with what is wrong with them. */
  fields: Array<{ field: string; reason: string }>;
}

const CLIENT_ERROR = /^4\d\d$/;

/** Reads an error of the scaffolder: it answers in two ways. */
export function describeFailure(error: unknown): Failure {
  if (!isError(error)) {
    return { isInput: false, message: String(error), fields: [] };
  }
  const cause = isError(error.cause) ? error.cause : error;
  const status = String(error.statusCode ?? '');
  const fields = fieldsOf(cause.message);
  return {
    isInput: CLIENT_ERROR.test(status) && status !== '401',
    message: fields.length > 0 ? undefined : cause.message,
    fields,
  };
}

interface SchemaError {
  property?: unknown;
  message?: unknown;
}

/** Values that the template's own schema refuses come as a list within the message. */
function fieldsOf(message: string): Failure['fields'] {
  const json = /\{"errors":.*\}$/s.exec(message.trim())?.[0];
  try {
    const { errors } = JSON.parse(json ?? '') as { errors: SchemaError[] };
    return errors.map(({ property, message: reason }) => ({
      field: String(property).replace(/^instance\.?/, ''),
      reason: String(reason),
    }));
  } catch {
    return [];
  }
}
