import type { Rule } from './Rule';
import { isLlmService } from './support/kserve';
import { get, has } from './support/read';

const ACTUATORS = ['hpa', 'keda'];

/** Source: llm_inference_service_validation.go of KServe v0.20.0. That there is exactly one says the CRD. */
export const llmisvcScaling: Rule = {
  code: 'llmisvc-scaling',
  appliesTo: isLlmService,
  check: ({ object }) => {
    const decode = get(object, 'spec', 'scaling', 'wva');
    const prefill = get(object, 'spec', 'prefill', 'scaling', 'wva');
    const of = (wva: unknown) => ACTUATORS.find(name => has(wva, name));
    return of(decode) && of(prefill) && of(decode) !== of(prefill)
      ? [
          {
            path: 'spec.prefill.scaling.wva',
            message: `must be scaled by the same means as decoding (${of(
              decode,
            )}), but is scaled by ${of(prefill)}`,
          },
        ]
      : [];
  },
};
