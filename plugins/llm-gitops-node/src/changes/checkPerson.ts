import { InputError } from '@backstage/errors';
import type { GitOpsPerson } from '../repository';

// Git ends the fields of a commit's header at these.
// eslint-disable-next-line no-control-regex
const RESERVED = /[<>\u0000-\u001f\u007f]/;

/** Accepts names and addresses that stand unambiguously in a commit's header. */
export function checkPerson(person: GitOpsPerson): void {
  for (const field of ['name', 'email'] as const) {
    const value = person[field];
    if (value.trim() === '' || value.length > 256 || RESERVED.test(value)) {
      throw new InputError(
        `${field} ${JSON.stringify(
          value,
        )} must have 1 to 256 characters, without '<', '>' and control characters`,
      );
    }
  }
}
