/** Where a registry gives tokens, and what to ask there for. */
export interface BearerChallenge {
  readonly realm: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const PARAMETER = /([a-z_]+)="([^"]*)"/gi;

/** Reads a `WWW-Authenticate` header of a registry; undefined where it asks for something else than a token. */
export function parseBearerChallenge(
  header: string | null,
): BearerChallenge | undefined {
  if (!header || header.length > 4096 || !/^bearer\s/i.test(header)) {
    return undefined;
  }
  const found = new Map<string, string>();
  for (const [, name, value] of header.matchAll(PARAMETER)) {
    found.set(name.toLowerCase(), value);
  }
  const realm = found.get('realm');
  const parameters = Object.fromEntries(
    [...found].filter(([name]) => name === 'service' || name === 'scope'),
  );
  return realm === undefined ? undefined : { realm, parameters };
}
