import { InputError } from '@backstage/errors';
import type { LlmChangeCheck } from '@modelyard/plugin-llm-common';
import { llmChangeCheckSchema } from './changeCheckSchema';

const TRAILER = 'Portal-Check';
const LINE = /^portal-check:\s*(.*)$/i;
const LINE_BREAK = /\r\n?|\n/;

/** A commit message as a whole may have 64 KiB, and belongs to who wrote it in the first place. */
const MAX_BYTES = 24 * 1024;
const MAX_CHECKS = 20;
/** Characters of a message of a finding. */
const MAX_TEXT = 500;
const MAX_LIST = 40;

/**
 * Adds to a commit message what was checked, a trailer of one line of JSON for each check. The message is what every Git
 * host and every merge keeps. Long lists are cut, and say so.
 *
 * @throws InputError where the message brings such a line itself: whoever writes it could pretend to have checked
 * something
 * @public
 */
export function withPortalChecks(
  message: string,
  checks: readonly LlmChangeCheck[],
): string {
  if (message.split(LINE_BREAK).some(line => LINE.test(line.trim()))) {
    throw new InputError(`The message must not contain the line ${TRAILER}:`);
  }
  if (checks.length > MAX_CHECKS) {
    throw new InputError(
      `A change may have ${MAX_CHECKS} checks, not ${checks.length}`,
    );
  }
  return [message.trim(), ...linesOf(checks)].join('\n');
}

/**
 * What a commit message says was checked by {@link withPortalChecks}. A line that does not read as such a check is none.
 *
 * @public
 */
export function readPortalChecks(message: string): LlmChangeCheck[] {
  return message.split(LINE_BREAK).flatMap(line => {
    const check = parseLine(line);
    return check ? [check] : [];
  });
}

/**
 * A text without the lines that {@link readPortalChecks} reads. Others that only look like them stay, for people to see.
 *
 * @public
 */
export function withoutPortalChecks(text: string): string {
  return text
    .split(LINE_BREAK)
    .filter(line => !parseLine(line))
    .join('\n');
}

function parseLine(line: string): LlmChangeCheck | undefined {
  const [, json] = LINE.exec(line.trim()) ?? [];
  if (json === undefined) {
    return undefined;
  }
  try {
    return llmChangeCheckSchema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

function linesOf(checks: readonly LlmChangeCheck[]): string[] {
  for (let most = MAX_LIST; ; most = Math.floor(most / 2)) {
    const lines = checks.map(
      check => `${TRAILER}: ${JSON.stringify(cut(check, most))}`,
    );
    if (most === 0 || Buffer.byteLength(lines.join('\n')) <= MAX_BYTES) {
      return lines;
    }
  }
}

function cut(check: LlmChangeCheck, most: number): LlmChangeCheck {
  const left = check.findings.length - most;
  const findings = check.findings
    .slice(0, most)
    .map(finding => ({ ...finding, message: shorten(finding.message) }));
  if (left > 0) {
    findings.push({
      // What is left out may be a warning.
      severity: 'warning',
      message: `${left} further findings are not recorded here`,
    });
  }
  if (check.kind !== 'manifests') {
    return { ...check, findings };
  }
  const { notChecked, dryRun } = check;
  return {
    ...check,
    findings,
    notChecked: cutObjects(notChecked, most),
    ...(dryRun && {
      dryRun:
        dryRun.state === 'ran'
          ? { ...dryRun, notChecked: cutObjects(dryRun.notChecked, most) }
          : { ...dryRun, reason: shorten(dryRun.reason) },
    }),
  };
}

function cutObjects(objects: readonly string[], most: number): string[] {
  const others = objects.length - most;
  return [
    ...objects.slice(0, most).map(shorten),
    ...(others > 0 ? [`${others} further objects`] : []),
  ];
}

function shorten(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;
}
