import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import { ConfigEntry, invalid, refuseUnknownKeys } from './invalid';
import { PrometheusTlsConfig } from './PrometheusEngineConfig';

/** What a file must hold. */
const CONTENTS = {
  caFile: /-----BEGIN (?:TRUSTED )?CERTIFICATE-----/,
  certFile: /-----BEGIN CERTIFICATE-----/,
  keyFile: /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
};

const CERTIFICATE =
  /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[^-]*-----END (?:TRUSTED )?CERTIFICATE-----/g;

/** Reads the settings under `tls`, and the files that they name. */
export function readTls(
  engine: ConfigEntry,
  url: string,
): PrometheusTlsConfig | undefined {
  const config = engine.config.getOptionalConfig('tls');
  if (!config) {
    return undefined;
  }
  if (!url.startsWith('https:')) {
    throw invalid(
      engine,
      'tls',
      'it goes with a url that begins with https://',
    );
  }
  const entry = { config, key: `${engine.key}.tls` };
  refuseUnknownKeys(entry, [...Object.keys(CONTENTS), 'serverName']);
  const ca = readPem(entry, 'caFile');
  const cert = readPem(entry, 'certFile');
  const key = readPem(entry, 'keyFile');
  if ((cert === undefined) !== (key === undefined)) {
    const [there, missing] =
      cert === undefined ? ['keyFile', 'certFile'] : ['certFile', 'keyFile'];
    throw invalid(entry, there, `it goes together with ${missing} only`);
  }
  // A connection would silently go without an authority that cannot be read.
  check(entry, 'caFile', () =>
    (ca?.match(CERTIFICATE) ?? []).forEach(pem => new X509Certificate(pem)),
  );
  check(entry, 'keyFile', () => createSecureContext({ cert, key }));
  return { ca, cert, key, servername: config.getOptionalString('serverName') };
}

function readPem(
  entry: ConfigEntry,
  name: keyof typeof CONTENTS,
): string | undefined {
  const path = entry.config.getOptionalString(name);
  if (path === undefined) {
    return undefined;
  }
  let text: string;
  try {
    text = readFileSync(resolve(path), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw invalid(entry, name, `the file cannot be read (${code})`);
  }
  if (!CONTENTS[name].test(text)) {
    throw invalid(
      entry,
      name,
      `the file holds no ${name === 'keyFile' ? 'key' : 'certificate'} in PEM`,
    );
  }
  return text;
}

function check(entry: ConfigEntry, name: string, use: () => void): void {
  try {
    use();
  } catch {
    // The message of OpenSSL may quote what is in the file.
    throw invalid(
      entry,
      name,
      name === 'keyFile'
        ? 'key and certificate cannot be used, or do not belong together'
        : 'the certificates cannot be used',
    );
  }
}
