import { ModelTask } from '../kinds/model/types.generated';
import { isRecord, records, text } from '../safe';
import { endpoints } from './ModelCall';

/**
 * The address that the paths of the OpenAI API are appended to, by the description of an API: its first server, with
 * what stands before the operation of the task. Descriptions by OpenAPI 3 and by Swagger 2 are understood.
 *
 * @param options - `definition` is the description as it was parsed
 * @returns Undefined where the description names no address that a client could call
 * @public
 */
export function apiBaseUrl(options: {
  definition: unknown;
  task: ModelTask;
}): string | undefined {
  const { definition, task } = options;
  if (!isRecord(definition)) {
    return undefined;
  }
  const server = serverOf(definition);
  if (!server) {
    return undefined;
  }
  const paths = isRecord(definition.paths) ? Object.keys(definition.paths) : [];
  const prefix = prefixOf(paths, task) ?? anyPrefixOf(paths) ?? '';
  return `${server}${prefix}`;
}

function serverOf(definition: Record<string, unknown>): string | undefined {
  if (text(definition.swagger)) {
    const host = text(definition.host);
    const schemes: unknown[] = Array.isArray(definition.schemes)
      ? definition.schemes
      : [];
    const scheme =
      schemes.includes('http') && !schemes.includes('https') ? 'http' : 'https';
    return (
      host && address(`${scheme}://${host}${text(definition.basePath) ?? ''}`)
    );
  }
  for (const { item } of records(definition.servers as object[] | undefined)) {
    const server = item as Record<string, unknown>;
    const found = address(
      withVariables(text(server.url) ?? '', server.variables),
    );
    if (found) {
      return found;
    }
  }
  return undefined;
}

/** An absolute address of the web without a slash at its end; a relative one leads to wherever the description lies. */
function address(value: string): string | undefined {
  if (/[{}]/.test(value)) {
    return undefined;
  }
  let url;
  try {
    url = new URL(value);
  } catch {
    return undefined;
  }
  const isPlain =
    ['http:', 'https:'].includes(url.protocol) &&
    !url.username &&
    !url.password;
  return isPlain
    ? `${url.origin}${url.pathname}`.replace(/\/+$/, '')
    : undefined;
}

function withVariables(url: string, variables: unknown): string {
  return url.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const variable = isRecord(variables) ? variables[name] : undefined;
    return (isRecord(variable) ? text(variable.default) : undefined) ?? whole;
  });
}

/** What stands before the operation of a task: the shortest, where several are described. */
function prefixOf(paths: string[], task: ModelTask): string | undefined {
  const endpoint = endpoints[task];
  return paths
    .filter(path => path.endsWith(endpoint) && !path.includes('{'))
    .map(path => path.slice(0, -endpoint.length))
    .filter(prefix => !(task === 'completion' && prefix.endsWith('/chat')))
    .sort((a, b) => a.length - b.length)[0];
}

/** Where the operation itself is not described, the others are below the same address. */
function anyPrefixOf(paths: string[]): string | undefined {
  return Object.keys(endpoints)
    .map(task => prefixOf(paths, task as ModelTask))
    .find(prefix => prefix !== undefined);
}
