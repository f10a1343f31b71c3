import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { Issue } from '@modelyard/llm-units';
import Ajv, { ErrorObject } from 'ajv';

/**
 * Checks one entity against one kind's schema.
 *
 * @returns Every violation, in the order of the document; empty when valid
 * @public
 */
export type SchemaCheck = (entity: Entity) => Issue[];

/**
 * Compiles a kind's schema once, so that a check costs no more than the walk
 * over the entity.
 *
 * @param schema - JSON Schema (draft 7) of the whole entity. The fields that
 *   all kinds have in common are the catalog's to check.
 * @public
 */
export function createSchemaCheck(schema: JsonObject): SchemaCheck {
  // The same settings as the catalog's own validator of model layers, so that
  // one schema means one thing under both registrations. `verbose` adds the
  // value and its schema to an error, which the reason quotes.
  const ajv = new Ajv({
    allErrors: true,
    allowUnionTypes: true,
    verbose: true,
  });
  const validate = ajv.compile(schema);

  return entity => {
    if (validate(entity)) {
      return [];
    }
    return (validate.errors ?? []).map(toIssue);
  };
}

function toIssue(error: ErrorObject): Issue {
  return {
    path: pathOf(error),
    code: `schema-${kebabCase(error.keyword)}`,
    message: reasonOf(error),
    severity: 'error',
  };
}

/** The field that has to change, which for some keywords is not the place that the validator stood at. */
function pathOf(error: ErrorObject): string {
  const segments = error.instancePath
    .split('/')
    .slice(1)
    .map(segment => segment.replace(/~1/g, '/').replace(/~0/g, '~'));

  const missing = error.params.missingProperty;
  const unknown = error.params.additionalProperty;
  if (typeof missing === 'string') {
    segments.push(missing);
  } else if (typeof unknown === 'string') {
    segments.push(unknown);
  }
  return formatPath(segments);
}

function formatPath(segments: string[]): string {
  return segments.reduce((path, segment) => {
    if (/^\d+$/.test(segment)) {
      return `${path}[${segment}]`;
    }
    return path ? `${path}.${segment}` : segment;
  }, '');
}

function reasonOf(error: ErrorObject): string {
  const { keyword, params } = error;
  switch (keyword) {
    case 'required':
      return 'is required';
    case 'additionalProperties':
      return `is not a known field. Known are ${Object.keys(
        error.parentSchema?.properties ?? {},
      ).join(', ')}`;
    case 'enum':
      return `must be one of ${params.allowedValues.join(', ')}${got(error)}`;
    case 'type':
      return `must be ${[params.type].flat().join(' or ')}${got(error)}`;
    case 'pattern': {
      const meaning = error.parentSchema?.description;
      return `does not have the form ${params.pattern}${got(error)}${
        meaning ? `. ${meaning}` : ''
      }`;
    }
    case 'uniqueItems':
      return `has the same item at ${Math.min(
        params.i,
        params.j,
      )} and at ${Math.max(params.i, params.j)}`;
    default:
      return `${error.message ?? `fails ${keyword}`}${got(error)}`;
  }
}

const LONGEST_QUOTE = 80;

function got(error: ErrorObject): string {
  const text = JSON.stringify(error.data);
  if (text === undefined || text.length > LONGEST_QUOTE) {
    return '';
  }
  return `, not ${text}`;
}

function kebabCase(keyword: string): string {
  return keyword.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}
