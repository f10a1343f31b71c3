import type { Rule } from './Rule';
import { deploymentMode, isInferenceService } from './support/kserve';

const MODES = ['Standard', 'Knative', 'ModelMesh'];

/** Source: constants.go and inference_service_validation.go of KServe v0.20.0. */
export const isvcDeploymentMode: Rule = {
  code: 'isvc-deployment-mode',
  appliesTo: isInferenceService,
  check: ({ object, oldObject }) => {
    const path = 'metadata.annotations["serving.kserve.io/deploymentMode"]';
    const mode = deploymentMode(object);
    const before = deploymentMode(oldObject);
    if (mode !== undefined && !MODES.includes(mode)) {
      return [
        { path, message: `must be Standard or Knative, but is "${mode}"` },
      ];
    }
    return before !== undefined && mode !== before
      ? [
          {
            path,
            message: `must stay "${before}": the way a service is deployed cannot be changed, only replaced by a service of another name`,
          },
        ]
      : [];
  },
};
