import { plainText } from '../../validation/structure/show';
import type { Draft, Modernisation, StepFinding } from '../Modernisation';
import { isOlder } from '../ModernisationTarget';
import { draft, rename, typeOf } from './support/edit';

const KINDS = ['LLMInferenceService', 'LLMInferenceServiceConfig'];

/** LLMInferenceService v1alpha1 is served, and no longer what is stored. */
export const llmServiceVersion: Modernisation = {
  code: 'llm-service-version',
  run: ({ object, target, mends }) => {
    const { group, version, kind } = typeOf(object);
    if (
      group !== 'serving.kserve.io' ||
      version !== 'v1alpha1' ||
      !KINDS.includes(kind) ||
      isOlder(target, 'kserve', '0.20')
    ) {
      return [];
    }
    const mended = mends('outdated');
    return [
      {
        path: 'apiVersion',
        message:
          'names a former version; today it is serving.kserve.io/v1alpha2',
        effect: 'outdated',
        mended,
      },
      ...(mended ? convert(object) : []),
    ];
  },
};

function convert(object: Draft): StepFinding[] {
  object.apiVersion = 'serving.kserve.io/v1alpha2';
  const model = draft(object, 'spec', 'model');
  const pool = draft(object, 'spec', 'router', 'scheduler', 'pool', 'spec');
  if (pool) {
    convertPool(pool);
  }
  if (model?.criticality === undefined) {
    return [];
  }
  const { criticality } = model;
  delete model.criticality;
  return [
    {
      path: 'spec.model.criticality',
      message: `is gone ("${plainText(
        criticality,
      )}"); requests get their priority from an InferenceObjective of llm-d.ai`,
      effect: 'outdated',
      mended: false,
    },
  ];
}

function convertPool(pool: Draft): void {
  const selector = draft(pool, 'selector');
  if (selector && !draft(selector, 'matchLabels')) {
    pool.selector = { matchLabels: selector };
  }
  if (pool.targetPortNumber !== undefined) {
    pool.targetPorts ??= [{ number: pool.targetPortNumber }];
    delete pool.targetPortNumber;
  }
  rename(pool, 'extensionRef', 'endpointPickerRef');
  const picker = draft(pool, 'endpointPickerRef');
  if (picker) {
    const port = picker.portNumber ?? 9002;
    delete picker.portNumber;
    delete picker.failureMode;
    picker.port ??= { number: port };
  }
}
