import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { printIntent, parseIntent } from './readIntent';

const folder = join(__dirname, '../../../../examples/delivery');
const documentsIn = (file: string) =>
  parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map(document => {
    expect(document.errors).toEqual([]);
    return document.toJS();
  });

const intent = parseIntent({
  apiVersion: 'modelyard.dev/v1alpha1',
  kind: 'Intent',
  renderer: 1,
  target: 'fra-1',
  subject: {
    kind: 'deployment',
    name: 'small-prod',
    namespace: 'assistants',
    model: 'model:default/small',
    version: 'v1',
    deployment: 'prod',
    environment: 'production',
    servedModelName: 'small',
    owner: 'group:default/ml-platform',
  },
  parts: [{ family: 'ai-gateway-route', input: {} }],
});

/** What a generator of Argo CD gives for a file: its content, and where it lies. */
const parameters = {
  ...(intent.ok && parseAllDocuments(printIntent(intent.value))[0].toJS()),
  path: {
    path: 'models/small/prod',
    basename: 'prod',
    segments: ['models', 'small', 'prod'],
  },
};

const valueOf = (expression: string) =>
  expression
    .split('.')
    .filter(Boolean)
    .reduce<unknown>(
      (value, key) => (value as Record<string, unknown>)?.[key],
      parameters,
    );

it('gives the example for Argo CD the fields that it asks an intent for', () => {
  const [byIntent] = documentsIn('argo-cd.yaml');
  const { generators, template } = byIntent.spec;
  const asked = [
    ...JSON.stringify(template).matchAll(/\{\{ ?(\.[\w.]+) ?\}\}/g),
  ].map(([, expression]) => expression);
  expect([...new Set(asked)].sort()).toEqual([
    '.path.path',
    '.subject.name',
    '.subject.namespace',
    '.target',
  ]);
  expect(asked.map(valueOf)).not.toContain(undefined);
  expect(generators[0].git.files).toContainEqual({
    path: 'models/*/*/intent.yaml',
  });
  const [{ key }] = generators[0].selector.matchExpressions;
  expect(valueOf(key)).toBe('small-prod');
});

it('points the example for Flux to the repository that it defines', () => {
  const [repository, kustomization] = documentsIn('flux.yaml');
  expect(kustomization.spec.sourceRef).toEqual({
    kind: repository.kind,
    name: repository.metadata.name,
  });
  expect(kustomization.spec.path).toMatch(/^\.\/models\/[^/]+\/[^/]+\/base$/);
});
