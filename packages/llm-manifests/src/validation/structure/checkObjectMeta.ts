import {
  dns1035LabelProblem,
  dnsLabelProblem,
  dnsSubdomainProblem,
  labelValueProblem,
  qualifiedNameProblem,
} from '../formats/names';
import { isRecord } from '../schema/rawSchema';
import { plainText, show, typeInWords } from './show';
import type { Walk } from './Walk';

type FieldCheck = (walk: Walk, value: unknown) => void;

const MOST_ANNOTATION_BYTES = 256 * 1024;

/** What `metadata` of any object may hold, by Kubernetes' ObjectMeta. */
const FIELDS: Readonly<Record<string, FieldCheck>> = {
  name: text(),
  generateName: text(),
  namespace: text(dnsLabelProblem),
  labels: texts(labelValueProblem),
  annotations: annotations,
  finalizers: list(item => typeof item === 'string', 'texts'),
  ownerReferences: list(isRecord, 'mappings'),
  managedFields: list(isRecord, 'mappings'),
  uid: text(),
  resourceVersion: text(),
  selfLink: text(),
  creationTimestamp: text(),
  deletionTimestamp: text(),
  deletionGracePeriodSeconds: number,
  generation: number,
};

/**
 * Checks `metadata`, which CRDs leave open and the API server looks at itself.
 *
 * @param options - `group`: group of the object's API, which decides what a name may be; `embedded`: whether it belongs
 *   to an object within another one, which needs no name
 */
export function checkObjectMeta(
  walk: Walk,
  metadata: unknown,
  options: { group: string; kind: string; embedded?: boolean },
): void {
  walk.path.push('metadata');
  if (isRecord(metadata)) {
    checkFields(walk, metadata, options);
  } else if (metadata !== undefined || !options.embedded) {
    walk.error(
      metadata === undefined ? 'missing-field' : 'wrong-type',
      metadata === undefined
        ? 'must be there, with a name'
        : `must be a mapping, but is ${show(metadata)}`,
    );
  }
  walk.path.pop();
}

function checkFields(
  walk: Walk,
  metadata: Readonly<Record<string, unknown>>,
  options: { group: string; kind: string; embedded?: boolean },
): void {
  for (const [name, value] of Object.entries(metadata)) {
    const check = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
    walk.path.push(name);
    if (!check) {
      walk.error('unknown-field', 'is no field of the metadata of an object');
    } else if (value !== null) {
      check(walk, value);
    }
    walk.path.pop();
  }
  if (options.embedded) {
    return;
  }
  const { name, generateName } = metadata;
  if (!name && !generateName) {
    walk.error('missing-field', 'must be there: every object has a name', {
      below: ['name'],
    });
  }
  const problem =
    typeof name === 'string' && name !== ''
      ? nameProblem(name, options)
      : undefined;
  if (problem) {
    walk.error('name', `${problem}, but is ${show(name)}`, { below: ['name'] });
  }
}

function nameProblem(
  name: string,
  { group, kind }: { group: string; kind: string },
): string | undefined {
  if (group === 'rbac.authorization.k8s.io') {
    return /^\.{1,2}$|[/%]/.test(name)
      ? 'must not be "." or "..", and must not contain "/" or "%"'
      : undefined;
  }
  if (group === '' && kind === 'Service') {
    return dns1035LabelProblem(name);
  }
  return group === '' && kind === 'Namespace'
    ? dnsLabelProblem(name)
    : dnsSubdomainProblem(name);
}

function text(check?: (value: string) => string | undefined): FieldCheck {
  return (walk, value) => {
    if (typeof value !== 'string') {
      wrongType(walk, 'string', value);
      return;
    }
    const problem = value === '' ? undefined : check?.(value);
    if (problem) {
      walk.error('name', `${problem}, but is ${show(value)}`);
    }
  };
}

function texts(check?: (value: string) => string | undefined): FieldCheck {
  return (walk, value) => {
    if (!isRecord(value)) {
      wrongType(walk, 'object', value);
      return;
    }
    for (const [key, item] of Object.entries(value)) {
      walk.path.push(key);
      const problem = qualifiedNameProblem(key);
      if (problem) {
        walk.error('name', `has a key that ${problem}`);
      }
      if (typeof item !== 'string') {
        wrongType(walk, 'string', item);
      } else if (check?.(item)) {
        walk.error('name', `${check(item)}, but is ${show(item)}`);
      }
      walk.path.pop();
    }
  };
}

function annotations(walk: Walk, value: unknown): void {
  texts()(walk, value);
  const size = isRecord(value)
    ? Object.entries(value).reduce(
        (sum, [key, item]) => sum + key.length + plainText(item).length,
        0,
      )
    : 0;
  if (size > MOST_ANNOTATION_BYTES) {
    walk.error(
      'max-length',
      `must be at most ${MOST_ANNOTATION_BYTES} bytes in sum, but are ${size}`,
    );
  }
}

function list(accepts: (item: unknown) => boolean, words: string): FieldCheck {
  return (walk, value) => {
    if (!Array.isArray(value) || !value.every(accepts)) {
      walk.error(
        'wrong-type',
        `must be a list of ${words}, but is ${show(value)}`,
      );
    }
  };
}

function number(walk: Walk, value: unknown): void {
  if (typeof value !== 'number') {
    wrongType(walk, 'integer', value);
  }
}

function wrongType(walk: Walk, type: string, value: unknown): void {
  walk.error(
    'wrong-type',
    `must be ${typeInWords(type)}, but is ${show(value)}`,
  );
}
