export * from './readGitOpsConfig';
