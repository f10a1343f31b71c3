import { failure, Issue, Result } from '@modelyard/llm-units';
import { parseDocument } from 'yaml';
import { families, findFamily } from '../families';
import { toIssues } from '../families/inputIssues';
import { printObjects } from '../objects/printObjects';
import { Intent, intentSchema, RENDERER_VERSION } from './Intent';
import { upgrades } from './upgrades';

/** How often the anchors of an intent may be used: enough for people, too little for a bomb. */
const MAX_ALIASES = 100;

/**
 * Reads an intent from YAML text, and brings one of an older renderer to the form of this one.
 *
 * @returns The intent, or what is wrong with it
 * @public
 */
export function readIntent(text: string): Result<Intent> {
  const document = parseDocument(text, {
    prettyErrors: false,
    logLevel: 'error',
  });
  const problem = document.errors[0];
  if (problem) {
    return failure('intent-yaml', `is not valid YAML: ${problem.message}`);
  }
  try {
    return parseIntent(document.toJS({ maxAliasCount: MAX_ALIASES }));
  } catch (error) {
    return failure(
      'intent-yaml',
      `cannot be read: ${
        error instanceof Error ? error.message : 'unknown reason'
      }`,
    );
  }
}

/**
 * Reads an intent from a value, such as parsed JSON.
 *
 * @public
 */
export function parseIntent(value: unknown): Result<Intent> {
  const upgraded = upgradeIntent(value);
  if (!upgraded.ok) {
    return upgraded;
  }
  const parsed = intentSchema.safeParse(upgraded.value);
  if (!parsed.success) {
    return { ok: false, issues: toIssues(parsed.error) };
  }
  const issues = checkParts(parsed.data);
  return issues.length > 0
    ? { ok: false, issues }
    : { ok: true, value: parsed.data, issues: upgraded.issues };
}

/**
 * Prints an intent; reading it back gives the same intent.
 *
 * @public
 */
export function printIntent(intent: Intent): string {
  return printObjects([intent]);
}

function upgradeIntent(value: unknown): Result<unknown> {
  const renderer =
    typeof value === 'object' && value !== null && 'renderer' in value
      ? value.renderer
      : undefined;
  if (typeof renderer !== 'number' || !Number.isInteger(renderer)) {
    // The schema says what is wrong.
    return { ok: true, value, issues: [] };
  }
  if (renderer > RENDERER_VERSION) {
    return {
      ok: false,
      issues: [
        {
          path: 'renderer',
          code: 'renderer-newer',
          message: `is ${renderer}, but this renderer is ${RENDERER_VERSION}: it would lose what it does not know`,
          severity: 'error',
        },
      ],
    };
  }
  let upgraded: unknown = value;
  for (const upgrade of upgrades.filter(({ from }) => from >= renderer)) {
    upgraded = upgrade.apply(upgraded);
  }
  return { ok: true, value: upgraded, issues: [] };
}

function checkParts({ subject, parts }: Intent): Issue[] {
  const issues: Issue[] = [];
  const seen = new Map<string, number>();
  let serving: string | undefined;
  parts.forEach(({ family: id }, index) => {
    const path = `parts[${index}].family`;
    const family = findFamily(id);
    const first = seen.get(id);
    if (!family) {
      const known = families.map(known_ => known_.id).join(', ');
      issues.push(
        toIssue(
          path,
          'family-unknown',
          `names "${id}", which does not exist; there are ${known}`,
        ),
      );
      return;
    }
    if (first !== undefined) {
      issues.push(
        toIssue(
          path,
          'family-unique',
          `names ${id} a second time, after parts[${first}]`,
        ),
      );
    }
    seen.set(id, index);
    if (family.subject !== subject.kind) {
      issues.push(
        toIssue(
          path,
          'family-subject',
          `names ${id}, which is about a ${family.subject}, but the intent is about a ${subject.kind}`,
        ),
      );
    }
    if (family.serves) {
      if (serving && serving !== id) {
        issues.push(
          toIssue(
            path,
            'family-serves',
            `names ${id}, but ${serving} serves the model already`,
          ),
        );
      }
      serving = id;
    }
  });
  return issues;
}

function toIssue(path: string, code: string, message: string): Issue {
  return { path, code, message, severity: 'error' };
}
