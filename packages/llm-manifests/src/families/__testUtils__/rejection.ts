import type { Issue } from '@modelyard/llm-units';
import { parseAllDocuments } from 'yaml';
import { parseIntent } from '../../intent/readIntent';
import { renderIntent } from '../../intent/renderIntent';
import { printObjects } from '../../objects/printObjects';
import type { Platform } from '../../platform/Platform';
import { CRDS, realSchemas } from '../../validation/__testUtils__/realCrds';
import { validateObject } from '../../validation/validateObject';
import { referencesIn, referencesInTexts } from './kubelet';

/** Variables that what runs a pod sets, and rendered arguments refer to. */
const OWN_REFERENCES = ['LWS_LEADER_ADDRESS', 'LWS_WORKER_INDEX'];

/** More than any list of issues for people needs. */
const LONGEST_ISSUES = 20_000;

/**
 * What goes wrong with an intent: it is neither refused in a reasonable number of words, nor rendered to objects that print as what
 * they are and that a cluster takes (as far as MODELYARD_CRDS says what it takes).
 */
export function findRejection(
  intent: unknown,
  platform: Platform,
): string | undefined {
  const read = parseIntent(intent);
  const result = read.ok
    ? renderIntent({ intent: read.value, platform })
    : read;
  const issues = JSON.stringify(result.issues);
  if (issues.length > LONGEST_ISSUES) {
    return `${result.issues.length} issues of ${issues.length} characters`;
  }
  const broken = /\bundefined\b|\bNaN\b|\[object/;
  if (broken.test(issues) && !broken.test(JSON.stringify(intent))) {
    return `says what nobody understands: ${issues}`;
  }
  if (!result.ok) {
    return result.issues.some(isError) ? undefined : 'refused for no reason';
  }
  const parts: ReadonlyArray<{ objects?: readonly unknown[] }> = result.value;
  const objects = parts.flatMap(part => part.objects ?? []);
  const printed = parseAllDocuments(printObjects(objects), {
    version: '1.1',
  }).map(document => document.toJS());
  if (JSON.stringify(sorted(printed)) !== JSON.stringify(sorted(objects))) {
    return 'printed as another value';
  }
  return objects
    .map(object => findObjectRejection(object, objects))
    .find(Boolean);
}

function findObjectRejection(
  object: unknown,
  bundle: readonly unknown[],
): string | undefined {
  const text = JSON.stringify(object);
  // KServe reads what it gets as a template.
  if (text.includes('"serving.kserve.io/') && text.includes('{{')) {
    return `has a template in it: ${text}`;
  }
  const reference = [
    ...referencesIn(object),
    // KServe makes arguments out of many fields, but not out of a volume.
    ...(text.includes('"serving.kserve.io/') &&
    !text.includes('"LocalModelNodeGroup"')
      ? referencesInTexts((object as { spec?: unknown }).spec)
      : []),
  ].find(name => !OWN_REFERENCES.includes(name));
  if (reference !== undefined) {
    return `refers to the variable ${reference}: ${text}`;
  }
  const [issue] = CRDS
    ? validateObject({ object, schemas: realSchemas(), bundle }).issues
    : [];
  return issue && `${issue.path} ${issue.message}: ${text}`;
}

function isError({ severity }: Issue): boolean {
  return severity === 'error';
}

/** The value with the keys of mappings in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, item]) => [key, sorted(item)])
    : value;
}
