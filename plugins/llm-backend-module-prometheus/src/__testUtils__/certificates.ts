import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a certificate of the tests lies, or its key: `client`, `client.key`. */
export function certificatePath(name: string): string {
  return join(__dirname, '../__fixtures__/certificates', `${name}.pem`);
}

/** A certificate of the tests, or its key, in PEM. */
export function certificate(name: string): string {
  return readFileSync(certificatePath(name), 'utf8');
}
