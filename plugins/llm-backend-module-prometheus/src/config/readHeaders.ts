import { ConfigEntry, invalid, quoted } from './invalid';
import { PrometheusEngineConfig } from './PrometheusEngineConfig';

const DEFAULT_TENANT_HEADER = 'X-Scope-OrgID';
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const VISIBLE = /^[\x21-\x7e]+$/;
// eslint-disable-next-line no-control-regex
const CONTROL = /[\x00-\x1f\x7f]/;

/** Headers that a request has already, or that say how it is sent. */
const TAKEN =
  /^(?:authorization|accept|accept-encoding|connection|content-.*|cookie|expect|host|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|user-agent)$/i;

/** Who asks, and for which tenant. */
export function readHeaders(
  entry: ConfigEntry,
): Pick<PrometheusEngineConfig, 'headers' | 'secrets' | 'auth'> {
  const { authorization, ...rest } = readAuth(entry);
  return {
    ...rest,
    headers: {
      ...(authorization && { authorization }),
      ...readTenant(entry),
    },
  };
}

function readAuth(entry: ConfigEntry): Pick<
  PrometheusEngineConfig,
  'secrets' | 'auth'
> & {
  authorization?: string;
} {
  const { config } = entry;
  const token = config.getOptionalString('token');
  const username = config.getOptionalString('username');
  const password = config.getOptionalString('password');
  if (token !== undefined) {
    if (username !== undefined || password !== undefined) {
      throw invalid(
        entry,
        'token',
        'it does not go together with username and password',
      );
    }
    if (!VISIBLE.test(token)) {
      throw invalid(
        entry,
        'token',
        'it must be one word without spaces or line ends',
      );
    }
    return {
      authorization: `Bearer ${token}`,
      auth: 'token',
      secrets: [token],
    };
  }
  if (username === undefined && password === undefined) {
    return { secrets: [] };
  }
  if (username === undefined || password === undefined) {
    const [there, missing] =
      username === undefined
        ? ['password', 'username']
        : ['username', 'password'];
    throw invalid(entry, there, `it goes together with ${missing} only`);
  }
  if (username.includes(':') || CONTROL.test(username)) {
    throw invalid(entry, 'username', "it must hold no ':' and no line ends");
  }
  if (CONTROL.test(password)) {
    throw invalid(entry, 'password', 'it must hold no line ends');
  }
  const basic = Buffer.from(`${username}:${password}`).toString('base64');
  return {
    authorization: `Basic ${basic}`,
    auth: 'password',
    secrets: [basic, password],
  };
}

function readTenant(entry: ConfigEntry): Record<string, string> {
  const tenant = entry.config.getOptionalString('tenant');
  const header = entry.config.getOptionalString('tenantHeader');
  if (tenant === undefined) {
    if (header !== undefined) {
      throw invalid(entry, 'tenantHeader', 'it goes together with tenant only');
    }
    return {};
  }
  if (!VISIBLE.test(tenant)) {
    throw invalid(
      entry,
      'tenant',
      `${quoted(tenant)} is not one word of visible ASCII characters`,
    );
  }
  if (
    header !== undefined &&
    (!HEADER_NAME.test(header) || TAKEN.test(header))
  ) {
    throw invalid(
      entry,
      'tenantHeader',
      `${quoted(header)} is not a header that can name a tenant`,
    );
  }
  return { [header ?? DEFAULT_TENANT_HEADER]: tenant };
}
