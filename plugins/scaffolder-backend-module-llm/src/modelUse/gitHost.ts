import { ScmIntegrationRegistry } from '@backstage/integration';
import { PullRequestHost } from '@modelyard/plugin-llm-common';
import parseGitUrl from 'git-url-parse';

/** A file in a repository at a Git host, as the actions that open pull requests name it. */
export interface HostedFile {
  /** The repository: `github.com?owner=acme&repo=bot`. */
  repoUrl: string;
  /** Its branch; absent where the main one is meant. */
  branch?: string;
  /** Path of the file in it. */
  path: string;
}

/** Takes the address of a file apart; undefined for one that is not the address of a file in a repository. */
export function readHostedFile(
  url: string,
  host: PullRequestHost,
): HostedFile | undefined {
  let parsed;
  try {
    parsed = parseGitUrl(url);
  } catch {
    return undefined;
  }
  const { owner, name: repo, ref, filepath } = parsed;
  if (!owner || !repo || !filepath || filepath.split('/').includes('..')) {
    return undefined;
  }
  const query = new URLSearchParams(
    {
      github: { owner, repo },
      gitlab: { owner, repo },
      // The action asks for a project, and does not use it.
      bitbucketCloud: { workspace: owner, project: owner, repo },
      bitbucketServer: { project: owner, repo },
    }[host],
  );
  return {
    repoUrl: `${new URL(url).host}?${query}`,
    ...(ref && ref !== 'HEAD' && { branch: ref }),
    path: filepath,
  };
}

/** Whether the portal has credentials of a Git host: without them it can read there at most. */
export function hasCredentials(
  integrations: ScmIntegrationRegistry,
  host: PullRequestHost,
  url: string,
): boolean {
  switch (host) {
    case 'github': {
      const config = integrations.github.byUrl(url)?.config;
      return Boolean(config?.token || config?.apps?.length);
    }
    case 'gitlab':
      return Boolean(integrations.gitlab.byUrl(url)?.config.token);
    case 'bitbucketCloud': {
      const config = integrations.bitbucketCloud.byUrl(url)?.config;
      return Boolean(config?.token || config?.appPassword || config?.clientId);
    }
    default: {
      const config = integrations.bitbucketServer.byUrl(url)?.config;
      return Boolean(config?.token || config?.password);
    }
  }
}
