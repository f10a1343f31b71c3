import { ForwardedError, isError, NotFoundError } from '@backstage/errors';
import { SignInResolver } from '@backstage/plugin-auth-node';
import { Persona } from './readPersonas';

/**
 * Signs in as the catalog's user of that ref, with the groups that the catalog
 * knows of. Answers 404 while the catalog has not read the user yet.
 */
export const personaSignInResolver: SignInResolver<Persona> = async (
  { result: persona },
  context,
) => {
  try {
    return await context.signInWithCatalogUser({ entityRef: persona.userRef });
  } catch (error) {
    if (isError(error) && error.name === 'NotFoundError') {
      throw new NotFoundError(
        `${persona.userRef} is not in the catalog. Shortly after the first start it is still being read: try again in a few seconds.`,
        error,
      );
    }
    throw new ForwardedError(`Could not sign in as ${persona.userRef}`, error);
  }
};
