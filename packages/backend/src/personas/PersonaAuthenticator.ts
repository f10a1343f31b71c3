import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  AuthenticationError,
  InputError,
  NotAllowedError,
} from '@backstage/errors';
import {
  createProxyAuthenticator,
  ProxyAuthenticator,
} from '@backstage/plugin-auth-node';
import { assertDevelopment } from './assertDevelopment';
import { Persona } from './readPersonas';

/** Request header that says which persona to sign in as, by entity ref. */
const PERSONA_HEADER = 'x-demo-persona';

/**
 * Accepts the persona that the request names: there is no secret to check,
 * which is why nothing but a listed persona is accepted, and only while the
 * portal runs in development.
 *
 * Answers 401 without the header, 400 when it is no entity ref, and 403 when
 * it names somebody who is not listed.
 */
export function createPersonaAuthenticator(
  personas: readonly Persona[],
): ProxyAuthenticator<void, Persona> {
  const byRef = new Map(personas.map(persona => [persona.userRef, persona]));
  return createProxyAuthenticator({
    async defaultProfileTransform(persona) {
      return { profile: { displayName: persona.name } };
    },
    initialize() {},
    async authenticate({ req }) {
      // Also checked at start; the environment of a running process can change.
      assertDevelopment();
      const header = req.header(PERSONA_HEADER);
      if (!header) {
        throw new AuthenticationError(
          `Header '${PERSONA_HEADER}' is missing: it names the persona to sign in as, for example 'user:default/jane.doe'`,
        );
      }
      const persona = byRef.get(readRef(header));
      if (!persona) {
        throw new NotAllowedError(
          `'${header}' is not one of the personas listed in app.personas`,
        );
      }
      return { result: persona };
    },
  });
}

function readRef(header: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(header, {
        defaultKind: 'user',
        defaultNamespace: 'default',
      }),
    );
  } catch (error) {
    throw new InputError(
      `Header '${PERSONA_HEADER}' is not an entity ref: '${header}'`,
      error,
    );
  }
}
