import type { Rule } from './Rule';
import { isInferenceService } from './support/kserve';
import { has, text } from './support/read';

/** Source: inference_service_validation.go of KServe v0.20.0. Canaries must have the name, by the CRD. */
export const isvcModelName: Rule = {
  code: 'isvc-model-name',
  appliesTo: isInferenceService,
  check: ({ object }) =>
    has(object, 'spec', 'predictor', 'model', 'name') &&
    text(object, 'spec', 'predictor', 'model', 'name') !== ''
      ? [
          {
            path: 'spec.predictor.model.name',
            message:
              'must not be there: KServe names the container itself (only a canary needs the name kserve-container)',
          },
        ]
      : [],
};
