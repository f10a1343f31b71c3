import { plainText } from '../../validation/structure/show';
import type { Modernisation } from '../Modernisation';
import { isOlder } from '../ModernisationTarget';
import { draft, typeOf } from './support/edit';

const ANNOTATION = 'serving.kserve.io/deploymentMode';
const RENAMED = new Map<unknown, string>([
  ['RawDeployment', 'Standard'],
  ['Serverless', 'Knative'],
]);

/** KServe renamed its ways to deploy after 0.15; the old names are still read. */
export const kserveMode: Modernisation = {
  code: 'kserve-mode',
  run: ({ object, target, mends }) => {
    const { group, kind } = typeOf(object);
    if (
      group !== 'serving.kserve.io' ||
      kind !== 'InferenceService' ||
      isOlder(target, 'kserve', '0.16')
    ) {
      return [];
    }
    const path = `metadata.annotations["${ANNOTATION}"]`;
    const annotations = draft(object, 'metadata', 'annotations') ?? {};
    const mode = annotations[ANNOTATION];
    const renamed = RENAMED.get(mode);
    if (mode === undefined) {
      return [
        {
          path,
          message:
            'is not there, and then the configuration of each cluster decides how the model is deployed; Standard or Knative says it',
          effect: 'possible',
          mended: false,
        },
      ];
    }
    if (renamed === undefined) {
      return [];
    }
    if (mends('outdated')) {
      annotations[ANNOTATION] = renamed;
    }
    return [
      {
        path,
        message: `is "${plainText(mode)}", which is called "${renamed}" today`,
        effect: 'outdated',
        mended: mends('outdated'),
      },
    ];
  },
};
