import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** A user of the demo organisation that a developer may sign in as. */
export interface Persona {
  /** Full entity ref in the catalog's spelling, such as `user:default/mira.app`. */
  readonly userRef: string;
  /** Name as it is shown in the portal. */
  readonly name: string;
}

/**
 * Reads `app.personas`.
 *
 * @throws InputError when an entry names no user, or a user twice.
 */
export function readPersonas(config: Config): Persona[] {
  const personas = (config.getOptionalConfigArray('app.personas') ?? []).map(
    (item, index) => ({
      userRef: readUserRef(item.getString('userRef'), index),
      name: item.getString('name'),
    }),
  );
  const refs = personas.map(persona => persona.userRef);
  const repeated = refs.find((ref, index) => refs.indexOf(ref) !== index);
  if (repeated) {
    throw new InputError(`app.personas lists ${repeated} twice`);
  }
  return personas;
}

function readUserRef(value: string, index: number): string {
  const field = `app.personas[${index}].userRef`;
  let ref;
  try {
    ref = parseEntityRef(value, {
      defaultKind: 'user',
      defaultNamespace: 'default',
    });
  } catch (error) {
    throw new InputError(`${field} is not an entity ref: '${value}'`, error);
  }
  if (ref.kind.toLocaleLowerCase('en-US') !== 'user') {
    throw new InputError(`${field} must be a user, but is '${value}'`);
  }
  return stringifyEntityRef(ref);
}
