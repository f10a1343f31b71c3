import { GitOpsHost, hostOf, proposalUrl } from './proposalUrl';

describe('proposalUrl', () => {
  const page = (url: string, host: GitOpsHost | undefined = hostOf(url)) =>
    proposalUrl({ url, host, branch: 'modelyard/serve-llama', target: 'main' });

  it.each([
    [
      'https://github.com/acme/models.git',
      'https://github.com/acme/models/compare/main...modelyard/serve-llama?expand=1',
    ],
    [
      'https://gitlab.com/acme/ml/models',
      'https://gitlab.com/acme/ml/models/-/merge_requests/new?merge_request%5Bsource_branch%5D=modelyard%2Fserve-llama&merge_request%5Btarget_branch%5D=main',
    ],
    [
      'https://codeberg.org/acme/models.git',
      'https://codeberg.org/acme/models/compare/main...modelyard/serve-llama',
    ],
    [
      'https://bitbucket.org/acme/models.git',
      'https://bitbucket.org/acme/models/pull-requests/new?source=modelyard%2Fserve-llama&dest=main',
    ],
  ])('knows the pages of %s', (url, expected) => {
    expect(page(url)).toBe(expected);
  });

  it('takes the word of the configuration for other names', () => {
    const url = 'https://git.acme.example:8443/scm/ml/models.git/';
    expect(page(url)).toBeUndefined();
    expect(page(url, 'gitea')).toBe(
      'https://git.acme.example:8443/scm/ml/models/compare/main...modelyard/serve-llama',
    );
    expect(page(url, 'bitbucket-server')).toBe(
      'https://git.acme.example:8443/projects/ml/repos/models/pull-requests?create&sourceBranch=refs%2Fheads%2Fmodelyard%2Fserve-llama&targetBranch=refs%2Fheads%2Fmain',
    );
    expect(
      page('https://git.acme.example/models.git', 'bitbucket-server'),
    ).toBeUndefined();
  });

  it('takes no name for another', () => {
    expect(hostOf('https://github.acme.example/x')).toBe('github');
    expect(hostOf('https://gitlab.acme.example/x')).toBe('gitlab');
    expect(hostOf('https://my-github.example/x')).toBeUndefined();
    expect(hostOf('http://127.0.0.1:3000/x')).toBeUndefined();
  });
});
