import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The GitOps repository of a test portal, as people with a clone of it see it. */
function folderOf(portal: string): string {
  return path.resolve(__dirname, `../../.cache/e2e/${portal}/gitops.git`);
}

const git = (...args: string[]) =>
  execFileSync('git', args, { encoding: 'utf8', stdio: 'pipe' });

/** A file of the main branch. */
export function committed(portal: string, file: string): string {
  return git('--git-dir', folderOf(portal), 'show', `main:${file}`);
}

/** Writes files as somebody does who knows nothing of the portal, and pushes them to the main branch. */
export function commitByHand(
  portal: string,
  message: string,
  files: Record<string, string>,
): void {
  const clone = fs.mkdtempSync(path.join(os.tmpdir(), 'by-hand-'));
  try {
    git('clone', '--quiet', '--branch', 'main', folderOf(portal), clone);
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(clone, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, content);
    }
    const person = ['-c', 'user.name=Sam', '-c', 'user.email=sam@example.com'];
    git('-C', clone, 'add', '--all');
    git('-C', clone, ...person, 'commit', '--quiet', '-m', message);
    git('-C', clone, 'push', '--quiet', 'origin', 'main');
  } finally {
    fs.rmSync(clone, { recursive: true, force: true });
  }
}
