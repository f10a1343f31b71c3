import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { assertDevelopment } from './assertDevelopment';
import { Persona, readPersonas } from './readPersonas';

/**
 * The personas to offer, or undefined when `auth.providers.personas` is not
 * configured.
 *
 * @throws NotAllowedError outside development, InputError when the provider is
 * configured but `app.personas` lists nobody.
 */
export function readEnabledPersonas(config: Config): Persona[] | undefined {
  if (!config.has('auth.providers.personas')) {
    return undefined;
  }
  assertDevelopment();
  const personas = readPersonas(config);
  if (personas.length === 0) {
    throw new InputError(
      'auth.providers.personas is configured, but app.personas lists nobody to sign in as',
    );
  }
  return personas;
}
