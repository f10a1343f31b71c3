import {
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';

/** What was asked for, for messages. */
export interface HubQuestion {
  /** Address of the hub. */
  readonly endpoint: string;
  readonly repository: string;
  readonly revision: string;
  /** Path of a file, where one was asked for. */
  readonly path?: string;
  readonly hasToken: boolean;
}

/**
 * Turns an error of the hub into one line. The hub says what it means in the header `X-Error-Code`; mirrors often only give
 * a status.
 */
export function explainHubAnswer(options: {
  status: number;
  headers: Headers;
  question: HubQuestion;
}): Error {
  const { status, headers, question } = options;
  const { endpoint, repository, revision, path, hasToken } = question;
  const code = headers.get('x-error-code');
  if (status === 429) {
    return new ServiceUnavailableError(
      `${endpoint} has had too many requests; try again in a few minutes${
        hasToken ? '' : ', or set llm.hub.token'
      }`,
    );
  }
  if (status >= 500) {
    return new ServiceUnavailableError(
      `${endpoint} does not work at the moment: it answers with status ${status}`,
    );
  }
  if (code === 'GatedRepo') {
    return new NotAllowedError(
      hasToken
        ? `${repository} is gated: the account of llm.hub.token has not been given access to it`
        : `${repository} is gated: it needs llm.hub.token, of an account that has been given access to it`,
    );
  }
  if (code === 'RevisionNotFound') {
    return new NotFoundError(`${repository} has no revision ${revision}`);
  }
  if (code === 'EntryNotFound') {
    return new NotFoundError(
      `${repository} has no ${path ?? 'such file'} at revision ${revision}`,
    );
  }
  if (code === 'RepoNotFound') {
    return new NotFoundError(
      `${endpoint} has no model ${repository}, or it is private and ${
        hasToken
          ? 'the account of llm.hub.token may not see it'
          : 'needs llm.hub.token'
      }`,
    );
  }
  switch (status) {
    case 401:
    case 403:
      return new NotAllowedError(
        hasToken
          ? `${endpoint} does not accept llm.hub.token for ${repository}`
          : `${endpoint} does not show ${repository} to everybody: set llm.hub.token`,
      );
    case 404:
    case 410:
      return new NotFoundError(
        path
          ? `${repository} has no ${path} at revision ${revision}`
          : `${endpoint} has no model ${repository} with a revision ${revision}`,
      );
    default:
      return new InputError(
        `${endpoint} answers with status ${status} when asked for ${
          path ? `${path} of ` : ''
        }${repository} at revision ${revision}`,
      );
  }
}
