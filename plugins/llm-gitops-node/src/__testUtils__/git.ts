import { execFileSync } from 'node:child_process';

/** Runs the machine's git in a folder and returns what it prints; throws what it complains about. */
export function git(folder: string, ...args: string[]): string {
  return execFileSync(
    'git',
    [
      '-c',
      'user.name=Robin Fixture',
      '-c',
      'user.email=robin@modelyard.example',
      '-c',
      'init.defaultBranch=main',
      ...args,
    ],
    {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
      env: {
        ...process.env,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_SYSTEM: '/dev/null',
      },
    },
  ).trim();
}
