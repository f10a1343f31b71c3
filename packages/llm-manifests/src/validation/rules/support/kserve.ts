import type { KnownKind } from '../../schema/SchemaSource';
import { fields, has, items, text, type Fields } from './read';

/** KServe's InferenceService. */
export function isInferenceService({ group, kind }: KnownKind): boolean {
  return group === 'serving.kserve.io' && kind === 'InferenceService';
}

/** KServe's LLMInferenceService, and the configurations that it is put together from. */
export function isLlmService({ group, kind }: KnownKind): boolean {
  return (
    group === 'serving.kserve.io' &&
    (kind === 'LLMInferenceService' || kind === 'LLMInferenceServiceConfig')
  );
}

/** A part of an InferenceService, with its path. */
export interface Component {
  readonly component: Fields;
  readonly path: string;
}

/** Predictor, transformer, explainer, and the predictors of canaries. */
export function componentsOf(object: Fields): Component[] {
  return [
    ...['predictor', 'transformer', 'explainer']
      .filter(name => has(object, 'spec', name))
      .map(name => ({
        component: fields(object, 'spec', name),
        path: `spec.${name}`,
      })),
    ...canariesOf(object).map(({ item, path }) => ({
      component: fields(item, 'predictor'),
      path: `${path}.predictor`,
    })),
  ];
}

/** The canaries of an InferenceService. */
export function canariesOf(object: Fields): { item: Fields; path: string }[] {
  return items(object, '', 'spec', 'canary');
}

/** The value of an annotation of KServe. */
export function kserveAnnotation(
  object: unknown,
  name: string,
): string | undefined {
  return text(object, 'metadata', 'annotations', `serving.kserve.io/${name}`);
}

/** Today's name of a deployment mode; KServe still reads the old ones. */
export function deploymentMode(object: unknown): string | undefined {
  const mode = kserveAnnotation(object, 'deploymentMode');
  const renamed = new Map([
    ['RawDeployment', 'Standard'],
    ['Serverless', 'Knative'],
  ]);
  return mode === undefined ? undefined : renamed.get(mode) ?? mode;
}

/** The parts of an LLMInferenceService that run the model: all of it or its decoders, and its prefill. */
export function workloadsOf(object: Fields): { item: Fields; path: string }[] {
  return [
    { item: fields(object, 'spec'), path: 'spec' },
    ...(has(object, 'spec', 'prefill')
      ? [{ item: fields(object, 'spec', 'prefill'), path: 'spec.prefill' }]
      : []),
  ];
}
