import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { hasCode } from '../errors/hasCode';

/**
 * Tells one running process from every other, as far as another process can check it.
 */
export interface ProcessIdentity {
  /** Where the process number means something: this start of this machine, this container. Hexadecimal. */
  scope: string;
  pid: number;
  /** When the process was started, in the kernel's ticks since boot; `0` where the system does not tell. */
  start: string;
}

/** What can be said of a process: `unknown` for one of another machine or container. */
export type ProcessState = 'running' | 'gone' | 'unknown';

/** The identity of this process. */
export function currentProcess(): ProcessIdentity {
  return {
    scope: currentScope(),
    pid: process.pid,
    start: readProcessStat(process.pid)?.start ?? '0',
  };
}

/** Whether a process still runs. A number that was given to another process since counts as gone. */
export function stateOfProcess(identity: ProcessIdentity): ProcessState {
  if (identity.scope !== currentScope()) {
    return 'unknown';
  }
  if (!isPidTaken(identity.pid)) {
    return 'gone';
  }
  const stat = readProcessStat(identity.pid);
  if (!stat || identity.start === '0') {
    return 'unknown';
  }
  // A zombie has ended, only its parent has not asked for it yet.
  const isZombie = stat.state === 'Z' || stat.state === 'X';
  return stat.start === identity.start && !isZombie ? 'running' : 'gone';
}

function isPidTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and belongs to somebody else.
    return !hasCode(error, 'ESRCH');
  }
}

function currentScope(): string {
  const parts = [
    hostname(),
    tryRead(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
    tryRead(() => readlinkSync('/proc/self/ns/pid')),
  ];
  return createHash('sha256')
    .update(parts.join('\n'))
    .digest('hex')
    .slice(0, 16);
}

/** Fields 3 and 22 of proc_pid_stat(5). */
function readProcessStat(
  pid: number,
): { state: string; start: string } | undefined {
  const text = tryRead(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The second field is the command in parentheses, and may itself contain spaces and parentheses.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  return fields && fields.length > 19
    ? { state: fields[0], start: fields[19] }
    : undefined;
}

function tryRead(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
