import { generateKeyPairSync, KeyObject, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';

export const ISSUER = 'https://issuer.example';
export const AUDIENCE = 'portal';

/** An issuer of tokens with its keys behind a real address, as identity providers have them. */
export async function startIssuer() {
  const { privateKey, publicKey } = newKeys();
  const jwk = {
    ...publicKey.export({ format: 'jwk' }),
    kid: 'a',
    alg: 'RS256',
  };
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/jwks`,
    /** How often the keys were asked for. */
    asked: () => asked,
    tokenOf: (claims: object) => tokenOf(privateKey, claims),
    close: () =>
      new Promise<void>(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A token that says the same, signed by somebody else. */
export function forgedToken(claims: object): string {
  return tokenOf(newKeys().privateKey, claims);
}

function newKeys() {
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

function tokenOf(key: KeyObject, claims: object): string {
  const now = Math.floor(Date.now() / 1000);
  const payload = {
    iss: ISSUER,
    aud: AUDIENCE,
    sub: 'otel-collector',
    iat: now,
    exp: now + 60,
    ...claims,
  };
  const text = [{ alg: 'RS256', kid: 'a' }, payload]
    .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = sign('RSA-SHA256', Buffer.from(text), key);
  return `${text}.${signature.toString('base64url')}`;
}
