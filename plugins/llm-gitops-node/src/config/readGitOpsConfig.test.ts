import { mockServices } from '@backstage/backend-test-utils';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { readGitOpsConfig } from './readGitOpsConfig';

describe('readGitOpsConfig', () => {
  const read = (gitops: object | undefined) =>
    readGitOpsConfig(
      mockServices.rootConfig({
        data: { llm: gitops === undefined ? {} : { gitops: { ...gitops } } },
      }),
    );

  it('gives nothing where nothing is configured', () => {
    expect(read(undefined)).toBeUndefined();
  });

  it('fills in the defaults', () => {
    expect(read({ folder: '/data/gitops.git' })).toEqual({
      form: 'folder',
      folder: '/data/gitops.git',
      branch: 'main',
      review: 'proposal',
      proposalPrefix: 'modelyard',
      author: { name: 'Modelyard', email: 'modelyard@localhost' },
      kinds: [],
      seed: undefined,
    });
  });

  it('reads every key, paths from the working directory', () => {
    expect(
      read({
        folder: 'data/gitops.git',
        branch: 'env/prod',
        review: 'direct',
        proposalPrefix: 'portal/changes',
        author: { name: 'Portal', email: 'portal@modelyard.example' },
        kinds: ['Component'],
        seed: '../seed',
      }),
    ).toEqual({
      form: 'folder',
      folder: resolve('data/gitops.git'),
      branch: 'env/prod',
      review: 'direct',
      proposalPrefix: 'portal/changes',
      author: { name: 'Portal', email: 'portal@modelyard.example' },
      kinds: ['Component'],
      seed: resolve('../seed'),
    });
  });

  it('reads what a Git server needs', () => {
    const common = {
      form: 'remote',
      url: 'https://git.example/acme/models.git',
      branch: 'main',
      review: 'proposal',
      proposalPrefix: 'modelyard',
      kinds: [],
      timeoutMs: 30_000,
      workingDirectory: tmpdir(),
    };
    expect(read({ url: 'https://git.example/acme/models.git/' })).toMatchObject(
      common,
    );
    expect(
      readGitOpsConfig(
        mockServices.rootConfig({
          data: {
            backend: { workingDirectory: '/var/cache/portal' },
            llm: {
              gitops: {
                folder: null,
                url: common.url,
                username: 'portal',
                token: 'glpat-x',
                host: 'gitea',
                timeoutSeconds: 5,
              },
            },
          },
        }),
      ),
    ).toMatchObject({
      ...common,
      username: 'portal',
      token: 'glpat-x',
      host: 'gitea',
      timeoutMs: 5_000,
      workingDirectory: '/var/cache/portal',
    });
  });

  it.each([
    [{}, 'Invalid llm.gitops: folder or url must be set'],
    [
      { folder: 'x', url: 'https://git.example/x.git' },
      'Invalid llm.gitops: folder and url exclude each other',
    ],
    [
      { folder: 'x', token: 'secret' },
      'Invalid llm.gitops.token: it goes with url only',
    ],
    [
      { url: 'ssh://git.example/x.git' },
      'Invalid llm.gitops.url: it begins with ssh: where',
    ],
    [
      { url: 'https://a:b@git.example/x.git' },
      'Invalid llm.gitops.url: it must hold no credentials',
    ],
    [
      { url: 'https://git.example/x.git', host: 'svn' },
      'Invalid llm.gitops.host: "svn" is none of github, gitlab,',
    ],
    [
      { url: 'https://git.example/x.git', username: 'a' },
      'Invalid llm.gitops.username: it goes with a token only',
    ],
    [
      { url: 'https://git.example/x.git', username: 'a:b', token: 'c' },
      "Invalid llm.gitops.username: it must hold no ':'",
    ],
    [
      { url: 'https://git.example/x.git', timeoutSeconds: 0 },
      'Invalid llm.gitops.timeoutSeconds: 0 is not between 0 and 600',
    ],
    [
      { folder: 'x', review: 'none' },
      'Invalid llm.gitops.review: "none" is none of proposal, direct',
    ],
    [
      { folder: 'x', branch: 'portal', proposalPrefix: 'portal' },
      'Invalid llm.gitops.proposalPrefix: the branch portal leaves no room',
    ],
    [
      { folder: 'x', branch: 'a', proposalPrefix: 'a/b' },
      'Invalid llm.gitops.proposalPrefix: branches a/b/... cannot exist beside a branch a',
    ],
    [{ folder: '' }, "Invalid type in config for key 'llm.gitops.folder'"],
    [
      { folder: 'x', branch: '../main' },
      'Invalid llm.gitops.branch: "../main" is not a branch name',
    ],
    [
      { folder: 'x', branch: 'main.lock' },
      'Invalid llm.gitops.branch: "main.lock" is not a branch name',
    ],
    [
      { folder: 'x', author: { name: 'a\nb' } },
      'Invalid llm.gitops.author: name "a\\nb" must have',
    ],
    [
      { folder: 'x', kinds: ['Component', 'a b'] },
      'Invalid llm.gitops.kinds: "a b" is not a kind',
    ],
  ])('rejects %j', (gitops, message) => {
    expect(() => read(gitops)).toThrow(message);
  });
});
