import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

const TRAILER = 'Portal-User';

/**
 * Adds to a commit message who of the portal's users made the change, as a trailer. Names and mail addresses of commits
 * are for people; this is what the separation of duties goes by.
 *
 * @throws InputError where the message brings such a line itself: whoever writes it could pretend to be somebody else
 * @public
 */
export function withPortalUser(message: string, userRef: string): string {
  if (readPortalUsers(message).length > 0) {
    throw new InputError(`The message must not contain the line ${TRAILER}:`);
  }
  return `${message.trim()}\n\n${TRAILER}: ${userRef}`;
}

/**
 * The users that a commit message names by {@link withPortalUser}, as refs. A commit that was not made through the portal
 * names none.
 *
 * @public
 */
export function readPortalUsers(message: string): string[] {
  return message.split(/\r\n?|\n/).flatMap(line => {
    const [, value] = /^portal-user:\s*(\S.*)$/i.exec(line.trim()) ?? [];
    try {
      return value
        ? [stringifyEntityRef(parseEntityRef(value, { defaultKind: 'user' }))]
        : [];
    } catch {
      // Not a ref, and yet a line that pretends to be one.
      return [value];
    }
  });
}
