import { ForwardedError, isError, NotFoundError } from '@backstage/errors';
import { SignInResolver } from '@backstage/plugin-auth-node';
import { setTimeout } from 'node:timers/promises';
import { Persona } from './readPersonas';

/** So long a visitor waits for the catalog to read its users after the first start. */
const PATIENCE_MS = 4_000;
const PAUSE_MS = 250;

/**
 * Signs in as the catalog's user of that ref, with the groups that the catalog
 * knows of. Answers 404 while the catalog has not read the user yet.
 */
export const personaSignInResolver: SignInResolver<Persona> = async (
  { result: persona },
  context,
) => {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await context.signInWithCatalogUser({
        entityRef: persona.userRef,
      });
    } catch (error) {
      if (!isError(error) || error.name !== 'NotFoundError') {
        throw new ForwardedError(
          `Could not sign in as ${persona.userRef}`,
          error,
        );
      }
      if (performance.now() > deadline) {
        throw new NotFoundError(
          `${persona.userRef} is not in the catalog. Shortly after the first start it is still being read: try again in a few seconds.`,
          error,
        );
      }
      await setTimeout(PAUSE_MS);
    }
  }
};
