import { NotAllowedError } from '@backstage/errors';

/**
 * Personas sign anybody in as anybody, so they exist in development only.
 *
 * @throws NotAllowedError when `NODE_ENV` is anything but `development`.
 */
export function assertDevelopment(): void {
  const environment = process.env.NODE_ENV;
  if (environment !== 'development') {
    throw new NotAllowedError(
      `The auth provider 'personas' signs in without a password and runs only with NODE_ENV=development, but NODE_ENV is '${
        environment ?? ''
      }'. Remove auth.providers.personas and configure a real provider.`,
    );
  }
}
