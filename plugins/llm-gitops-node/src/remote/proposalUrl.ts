/**
 * The sorts of Git hosts whose pages are known.
 *
 * @public
 */
export type GitOpsHost =
  | 'github'
  | 'gitlab'
  | 'gitea'
  | 'bitbucket'
  | 'bitbucket-server';

/** All of {@link GitOpsHost}. */
export const GIT_HOSTS: readonly GitOpsHost[] = [
  'github',
  'gitlab',
  'gitea',
  'bitbucket',
  'bitbucket-server',
];

const KNOWN_NAMES: ReadonlyArray<[RegExp, GitOpsHost]> = [
  [/^github\./, 'github'],
  [/^gitlab\./, 'gitlab'],
  [/^(gitea|forgejo|codeberg)\./, 'gitea'],
  [/^bitbucket\.org$/, 'bitbucket'],
];

/** What a server is, as far as its name tells. */
export function hostOf(url: string): GitOpsHost | undefined {
  const { hostname } = new URL(url);
  return KNOWN_NAMES.find(([name]) => name.test(hostname))?.[1];
}

/**
 * The page where a person asks to merge one branch into another.
 *
 * - GitHub: docs.github.com, "Using query parameters to create a pull request"
 * - GitLab: docs.gitlab.com, "Create a merge request by using the URL"
 * - Gitea: the comparison, which has the button
 * - Bitbucket: the form, with the branches chosen
 */
export function proposalUrl(options: {
  /** The address of the repository. */
  url: string;
  host: GitOpsHost | undefined;
  branch: string;
  target: string;
}): string | undefined {
  const { host } = options;
  const url = new URL(options.url);
  const path = url.pathname.replace(/\/+$/, '').replace(/\.git$/, '');
  const page = `${url.origin}${path}`;
  const compared = `${inPath(options.target)}...${inPath(options.branch)}`;
  const branch = encodeURIComponent(options.branch);
  const target = encodeURIComponent(options.target);

  switch (host) {
    case 'github':
      return `${page}/compare/${compared}?expand=1`;
    case 'gitea':
      return `${page}/compare/${compared}`;
    case 'gitlab':
      return `${page}/-/merge_requests/new?merge_request%5Bsource_branch%5D=${branch}&merge_request%5Btarget_branch%5D=${target}`;
    case 'bitbucket':
      return `${page}/pull-requests/new?source=${branch}&dest=${target}`;
    case 'bitbucket-server': {
      // The address to clone from is <root>/scm/<project>/<repository>.git.
      const [, root, project, name] =
        /^(.*)\/scm\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
      return project
        ? `${url.origin}${root}/projects/${project}/repos/${name}/pull-requests?create&sourceBranch=refs%2Fheads%2F${branch}&targetBranch=refs%2Fheads%2F${target}`
        : undefined;
    }
    default:
      return undefined;
  }
}

function inPath(branch: string): string {
  return branch.split('/').map(encodeURIComponent).join('/');
}
