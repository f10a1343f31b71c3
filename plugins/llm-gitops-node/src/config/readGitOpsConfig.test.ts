import { mockServices } from '@backstage/backend-test-utils';
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
      folder: '/data/gitops.git',
      branch: 'main',
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
        author: { name: 'Portal', email: 'portal@modelyard.example' },
        kinds: ['Component'],
        seed: '../seed',
      }),
    ).toEqual({
      folder: resolve('data/gitops.git'),
      branch: 'env/prod',
      author: { name: 'Portal', email: 'portal@modelyard.example' },
      kinds: ['Component'],
      seed: resolve('../seed'),
    });
  });

  it.each([
    [{}, "Missing required config value at 'llm.gitops.folder'"],
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
