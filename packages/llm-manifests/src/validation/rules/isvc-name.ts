import { dns1035LabelProblem } from '../formats/names';
import type { Rule } from './Rule';
import { isInferenceService } from './support/kserve';
import { text } from './support/read';

/** Source: inference_service_validation.go of KServe v0.20.0. */
export const isvcName: Rule = {
  code: 'isvc-name',
  appliesTo: isInferenceService,
  check: ({ object }) => {
    const name = text(object, 'metadata', 'name');
    const problem = name ? dns1035LabelProblem(name) : undefined;
    return problem
      ? [
          {
            path: 'metadata.name',
            message: `${problem}, because KServe calls services by it: "${name}"`,
          },
        ]
      : [];
  },
};
