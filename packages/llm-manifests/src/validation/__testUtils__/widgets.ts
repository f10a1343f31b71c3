import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import { createSchemaSet } from '../createSchemaSet';
import { validateObject } from '../validateObject';

const fixture = (name: string) =>
  readFileSync(join(__dirname, '..', '__fixtures__', name), 'utf8');

/** CRDs in which each feature of schemas is used. */
export const WIDGETS = fixture('crds/widgets.yaml');
/** A Swagger document with one kind of Kubernetes. */
export const DEFINITIONS = fixture('definitions.json');

/** The schemas of both. */
export const { schemas } = createSchemaSet({
  crds: [WIDGETS],
  definitions: [DEFINITIONS],
});

/** A widget whose `spec` is given in YAML. */
export function widget(spec: string, version = 'v1'): Record<string, unknown> {
  return {
    apiVersion: `example.com/${version}`,
    kind: 'Widget',
    metadata: { name: 'a', namespace: 'team-a' },
    spec: load(spec, { schema: CORE_SCHEMA }),
  };
}

/** A box, a kind of Kubernetes, whose `spec` is given in YAML. */
export function box(spec: string): Record<string, unknown> {
  return {
    apiVersion: 'v1',
    kind: 'Box',
    metadata: { name: 'a' },
    spec: load(spec, { schema: CORE_SCHEMA }),
  };
}

/** Code and path of each issue; warnings say so. */
export function found(object: unknown, oldObject?: unknown): string[] {
  return validateObject({ object, oldObject, schemas }).issues.map(
    issue =>
      `${issue.severity === 'error' ? '' : `${issue.severity} `}${issue.code} ${
        issue.path
      }`,
  );
}
