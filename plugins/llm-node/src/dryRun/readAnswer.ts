import type { ClusterAnswer } from './ClusterClient';
import { isRecord } from './ManifestObject';
import type { DryRunResult } from './ManifestDryRun';

/** Characters of a message: those of schemas and webhooks can quote all that was sent. */
const MAX_TEXT = 600;
const MAX_ISSUES = 50;

/** What the API server, or a webhook or policy in it, has against an object. */
const REFUSALS = [400, 403, 409, 413, 422];

/**
 * How the API server begins when fields have wrong names or types, which it answers with status 500 (seen at 1.36). One line
 * for each of them follows.
 */
const UNTYPED = /^failed to create typed patch object \([^)]*\): /;

interface Status {
  reason: string;
  message: string;
  /** Kind of what the status is about, in lower case and plural. */
  about: string;
  name: string;
  causes: Array<{ field: string; message: string }>;
}

/** Whether a cluster, or the Kubernetes plugin before it, does not know who asks. */
export function isRefusedSignIn({ status }: ClusterAnswer): boolean {
  return status === 401;
}

/** What the answer to a dry run of an object means. */
export function readAnswer(
  answer: ClusterAnswer,
  namespace: string | undefined,
): DryRunResult {
  if (answer.status === 200 || answer.status === 201) {
    return { outcome: 'accepted', warnings: answer.warnings.map(shorten) };
  }
  const status = readStatus(answer.body);
  if (!status) {
    return notChecked(
      `what stands before the cluster answers with status ${answer.status}`,
    );
  }
  const { reason, message, about, name } = status;
  if (answer.status === 404 && about === 'namespaces' && name === namespace) {
    return notChecked(`the namespace ${namespace} does not exist there yet`);
  }
  if (answer.status === 403 && /\bUser "[^"]*" cannot /.test(message)) {
    return notChecked(
      'the portal may not apply such objects there (verbs create and patch)',
    );
  }
  if (!REFUSALS.includes(answer.status) && !UNTYPED.test(message)) {
    // The rest of such a message is about addresses in the cluster.
    const [, webhook] = /failed calling webhook "([^"]*)"/.exec(message) ?? [];
    return notChecked(
      webhook
        ? `the cluster cannot ask its webhook ${shorten(
            webhook,
          )}, which decides as well`
        : `the cluster answers with ${reason || `status ${answer.status}`}`,
    );
  }
  return {
    outcome: 'refused',
    issues: issuesOf(status)
      .slice(0, MAX_ISSUES)
      .map(({ path, message: text }) => ({ path, message: shorten(text) })),
  };
}

function issuesOf({ message, causes }: Status) {
  if (causes.length > 0) {
    return causes.map(({ field, message: text }) => ({
      path: field,
      message: text,
    }));
  }
  if (!UNTYPED.test(message)) {
    return [{ path: '', message }];
  }
  const lines = message
    .replace(UNTYPED, '')
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && line !== 'errors:');
  return lines.map(line => {
    // Items of lists are named by their keys, as in `.spec.containers[name="c"].env`: what follows is left to the message.
    const [, path = '', rest = line] =
      /^\.([\w$.-]+(?:\[\d+\][\w$.-]*)*)(?::\s*)?(.*)$/.exec(line) ?? [];
    return { path, message: rest };
  });
}

function notChecked(reason: string): DryRunResult {
  return { outcome: 'not-checked', reason };
}

function readStatus(body: unknown): Status | undefined {
  if (!isRecord(body) || body.kind !== 'Status') {
    return undefined;
  }
  const details = isRecord(body.details) ? body.details : {};
  const causes = Array.isArray(details.causes) ? details.causes : [];
  return {
    reason: textOf(body.reason),
    message: textOf(body.message),
    about: textOf(details.kind),
    name: textOf(details.name),
    causes: causes.filter(isRecord).map(cause => ({
      field: textOf(cause.field),
      message: textOf(cause.message),
    })),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function shorten(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;
}
