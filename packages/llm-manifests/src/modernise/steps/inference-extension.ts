import { plainText } from '../../validation/structure/show';
import { get } from '../../validation/rules/support/read';
import type { Draft, Modernisation, StepFinding } from '../Modernisation';
import { isOlder, type ModernisationTarget } from '../ModernisationTarget';
import { draft, drafts, rename, typeOf } from './support/edit';

const GROUP = 'inference.networking.x-k8s.io';
const PRIORITIES = new Map<unknown, number>([
  ['Critical', 10],
  ['Standard', 0],
  ['Sheddable', -10],
]);

interface Conversion {
  /** Version of the extension that no longer has the kind in this group. */
  readonly gone: string;
  readonly message: string;
  readonly run: (
    object: Draft,
    add: (object: Draft) => void,
    objectives: string,
  ) => readonly StepFinding[];
}

const moved: Conversion = {
  gone: '1.6',
  message:
    'names a group that was given up with version 1.6 of the inference extension; today it is llm-d.ai/v1alpha2',
  run: object => {
    object.apiVersion = 'llm-d.ai/v1alpha2';
    return [];
  },
};

const CONVERSIONS: Readonly<Record<string, Conversion | undefined>> = {
  InferenceObjective: moved,
  InferenceModelRewrite: moved,
  InferencePool: {
    gone: '1.0',
    message:
      'names a group that was given up; today a pool is of inference.networking.k8s.io/v1',
    run: convertPool,
  },
  InferenceModel: {
    gone: '1.0',
    message:
      'is a kind that no longer exists; its priority is an InferenceObjective, and its target models are an InferenceModelRewrite',
    run: convertModel,
  },
};

/** What Gateway API's inference extension began went to a stable group (pools) and to llm-d (the rest). */
export const inferenceExtension: Modernisation = {
  code: 'inference-extension',
  run: ({ object, target, mends, add }) => {
    const { group, kind } = typeOf(object);
    if (group !== GROUP || kind === 'InferencePoolImport') {
      return [];
    }
    const mended = mends('rejected');
    const convert = CONVERSIONS[kind];
    if (!convert || isOlder(target, 'inferenceExtension', convert.gone)) {
      return [];
    }
    return [
      {
        path: 'apiVersion',
        message: convert.message,
        effect: 'rejected',
        mended,
      },
      ...(mended ? convert.run(object, add, objectivesOf(target)) : []),
    ];
  },
};

// Objectives moved to llm-d when the extension gave them up.
function objectivesOf(target: ModernisationTarget): string {
  return isOlder(target, 'inferenceExtension', '1.6')
    ? `${GROUP}/v1alpha2`
    : 'llm-d.ai/v1alpha2';
}

function convertPool(object: Draft): StepFinding[] {
  object.apiVersion = 'inference.networking.k8s.io/v1';
  const spec = draft(object, 'spec');
  if (!spec) {
    return [];
  }
  const selector = draft(spec, 'selector');
  if (selector && !draft(selector, 'matchLabels')) {
    spec.selector = { matchLabels: selector };
  }
  if (spec.targetPortNumber !== undefined) {
    spec.targetPorts ??= [{ number: spec.targetPortNumber }];
    delete spec.targetPortNumber;
  }
  rename(spec, 'extensionRef', 'endpointPickerRef');
  const picker = draft(spec, 'endpointPickerRef');
  if (picker) {
    const port = picker.portNumber ?? 9002;
    delete picker.portNumber;
    picker.port ??= { number: port };
  }
  return [];
}

function convertModel(
  object: Draft,
  add: (object: Draft) => void,
  objectives: string,
): StepFinding[] {
  const spec = draft(object, 'spec') ?? {};
  const { modelName, criticality, poolRef } = spec;
  const targets = drafts(spec, 'targetModels');
  const reference = { name: get(poolRef, 'name') };
  object.apiVersion = objectives;
  object.kind = 'InferenceObjective';
  object.spec = {
    priority: PRIORITIES.get(criticality) ?? 0,
    poolRef: reference,
  };
  if (targets.length > 0) {
    add({
      apiVersion: objectives,
      kind: 'InferenceModelRewrite',
      metadata: object.metadata,
      spec: {
        poolRef: reference,
        rules: [
          {
            matches: [{ model: { type: 'Exact', value: modelName } }],
            targets: targets.map(({ name, weight }) => ({
              modelRewrite: name,
              ...(weight === undefined ? {} : { weight }),
            })),
          },
        ],
      },
    });
  }
  return criticality === undefined
    ? []
    : [
        {
          path: 'spec.criticality',
          message: `was one of three words and is a number today; "${plainText(
            criticality,
          )}" was taken for ${
            PRIORITIES.get(criticality) ?? 0
          }, and only its order among the others counts`,
          effect: 'outdated',
          mended: true,
        },
      ];
}
