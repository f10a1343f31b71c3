import { ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** A real Node process that runs a script of this folder. */
export interface NodeProcess {
  readonly child: ChildProcess;
  /** Resolves with the next line of its output. */
  nextLine(): Promise<string>;
  /** Resolves when it has ended by itself with success, and rejects with what it wrote otherwise. */
  finished(): Promise<void>;
  /** Ends it as the kernel does when memory runs out, and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts a script of this folder in a process of its own. */
export function runNode(script: string, ...args: string[]): NodeProcess {
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      resolve(__dirname, script),
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let errors = '';
  child.stderr.on('data', data => {
    errors += data;
  });
  const ended = new Promise<number | null>(resolveEnd => {
    child.once('close', resolveEnd);
  });
  const lines = createInterface({ input: child.stdout })[
    Symbol.asyncIterator
  ]();

  return {
    child,
    async nextLine() {
      const line = await lines.next();
      if (line.done) {
        throw new Error(`${script} ended: ${errors}`);
      }
      return line.value;
    },
    async finished() {
      const code = await ended;
      if (code !== 0) {
        throw new Error(`${script} ended with ${code}: ${errors}`);
      }
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
