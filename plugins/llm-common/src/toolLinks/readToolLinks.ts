import { Config } from '@backstage/config';
import { Issue } from '@modelyard/llm-units';
import { placeholdersOf, withPlaceholders } from './placeholders';
import { ToolLink, toolLinkKinds, toolLinkPlaceholders } from './ToolLink';

const KEY = 'llm.links';

/** The host is the operator's choice, and no value may take its place. */
const FIXED_HOST = /^https?:\/\/[^/?#{}\s]+([/?#]|$)/i;

/**
 * Reads `llm.links`. A link that makes no sense is left out, and said; it takes no other with it.
 *
 * @returns Issues whose path is the key in the configuration
 * @public
 */
export function readToolLinks(config: Config): {
  links: ToolLink[];
  issues: Issue[];
} {
  const issues: Issue[] = [];
  const entries = attempt(
    KEY,
    () => config.getOptionalConfigArray(KEY) ?? [],
    issues,
  );
  const links = (entries ?? []).flatMap((entry, index) => {
    const found: Issue[] = [];
    const link = readLink(entry, `${KEY}[${index}]`, found);
    issues.push(...found);
    return link && found.length === 0 ? [link] : [];
  });
  return { links, issues };
}

function readLink(
  entry: Config,
  path: string,
  issues: Issue[],
): ToolLink | undefined {
  const title = attempt(
    `${path}.title`,
    () => entry.getString('title').trim(),
    issues,
  );
  const url = attempt(
    `${path}.url`,
    () => entry.getString('url').trim(),
    issues,
  );
  const kinds = attempt(
    `${path}.for`,
    () => entry.getOptionalStringArray('for'),
    issues,
  );
  if (title === '') {
    issues.push(issue(`${path}.title`, 'title-empty', 'must not be empty'));
  }
  if (url !== undefined) {
    checkAddress(url, `${path}.url`, issues);
  }
  const known = kinds?.map(kind =>
    toolLinkKinds.find(each => each.toLowerCase() === kind.toLowerCase()),
  );
  if (kinds && known?.includes(undefined)) {
    const unknown = kinds.filter((_, index) => known[index] === undefined);
    issues.push(
      issue(
        `${path}.for`,
        'kind-unknown',
        `has ${unknown.join(
          ', ',
        )}, on whose pages no link can stand; the kinds are ${toolLinkKinds.join(
          ', ',
        )}`,
      ),
    );
  }
  return title && url
    ? {
        title,
        url,
        ...(known && { for: known.filter(kind => kind !== undefined) }),
      }
    : undefined;
}

function checkAddress(url: string, path: string, issues: Issue[]): void {
  const unknown = placeholdersOf(url).filter(
    name => !toolLinkPlaceholders.some(known => known === name),
  );
  if (unknown.length > 0) {
    issues.push(
      issue(
        path,
        'placeholder-unknown',
        `has {{${unknown.join(
          '}}, {{',
        )}}}, which is no placeholder; there are ${toolLinkPlaceholders.join(
          ', ',
        )}`,
      ),
    );
    return;
  }
  const sample = withPlaceholders(url, () => 'x');
  if (/\{\{|\}\}/.test(sample)) {
    issues.push(
      issue(
        path,
        'placeholder-open',
        'has braces that do not belong together; a placeholder is written {{model}}',
      ),
    );
    return;
  }
  if (!FIXED_HOST.test(url) || !URL.canParse(sample)) {
    issues.push(
      issue(
        path,
        'address-invalid',
        'must be an address that begins with http:// or https:// and a host without placeholders',
      ),
    );
    return;
  }
  const { username, password } = new URL(sample);
  if (username || password) {
    issues.push(
      issue(
        path,
        'address-secret',
        'must not hold a user name or a password: everybody who is signed in can read it',
      ),
    );
  }
}

/** What the configuration itself refuses, such as a number for a text, is an issue like others. */
function attempt<T>(
  path: string,
  read: () => T,
  issues: Issue[],
): T | undefined {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    issues.push(issue(path, 'config-invalid', reason));
    return undefined;
  }
}

function issue(path: string, code: string, message: string): Issue {
  return { path, code, message, severity: 'warning' };
}
