import type { Rule, RuleFinding } from './Rule';
import { isInferenceService, kserveAnnotation } from './support/kserve';
import { fields, has, items, number, text } from './support/read';

const GPUS = [
  'nvidia.com/gpu',
  'amd.com/gpu',
  'intel.com/gpu',
  'habana.ai/gaudi',
];
const SIZES = ['TENSOR_PARALLEL_SIZE', 'PIPELINE_PARALLEL_SIZE'];

/** Source: inference_service_validation.go of KServe v0.20.0. */
export const isvcMultiNode: Rule = {
  code: 'isvc-multi-node',
  appliesTo: isInferenceService,
  check: ({ object }): RuleFinding[] => {
    const path = 'spec.predictor.workerSpec';
    if (!has(object, 'spec', 'predictor', 'workerSpec')) {
      return [];
    }
    const predictor = fields(object, 'spec', 'predictor');
    const worker = fields(predictor, 'workerSpec');
    const containers = items(worker, path, 'containers');
    const uri = text(predictor, 'model', 'storageUri') ?? '';
    const known = [...GPUS, ...ownGpuTypes(object)];
    return [
      ...(containers.length > 1
        ? [
            {
              path: `${path}.containers`,
              message: `must be a single container, but are ${containers.length}`,
            },
          ]
        : []),
      ...(/^(pvc|oci(\+native)?):\/\//.test(uri)
        ? []
        : [
            {
              path: 'spec.predictor.model.storageUri',
              message: `must begin with pvc:// or oci:// where a model runs on several nodes, because each of them reads it, but is "${uri}"`,
            },
          ]),
      ...(kserveAnnotation(object, 'autoscalerClass') === 'none'
        ? []
        : [
            {
              path: 'metadata.annotations["serving.kserve.io/autoscalerClass"]',
              message:
                'must be "none" where a model runs on several nodes: such a group is not scaled',
            },
          ]),
      ...['pipelineParallelSize', 'tensorParallelSize']
        .filter(name => (number(worker, name) ?? 1) < 1)
        .map(name => ({
          path: `${path}.${name}`,
          message: `must be at least 1, but is ${number(worker, name)}`,
        })),
      ...[
        ...containers,
        ...items(predictor, 'spec.predictor', 'containers'),
        {
          item: fields(predictor, 'model'),
          path: 'spec.predictor.model',
        },
      ].flatMap(container => [
        ...items(container.item, container.path, 'env')
          .filter(({ item }) => SIZES.includes(text(item, 'name') ?? ''))
          .map(entry => ({
            path: `${entry.path}.name`,
            message: `must not be ${text(
              entry.item,
              'name',
            )}: the sizes stand in workerSpec`,
          })),
        ...Object.keys(fields(container.item, 'resources', 'limits'))
          .filter(
            name => /gpu|gaudi|\/mig-/.test(name) && !known.includes(name),
          )
          .map(name => ({
            path: `${container.path}.resources.limits["${name}"]`,
            message: `is no GPU that KServe knows for several nodes (${GPUS.join(
              ', ',
            )}); the annotation serving.kserve.io/gpu-resource-types names others`,
          })),
      ]),
    ];
  },
};

function ownGpuTypes(object: unknown): string[] {
  const types = kserveAnnotation(object, 'gpu-resource-types') ?? '[]';
  return Array.from(types.matchAll(/"([^"]+)"/g), match => match[1]);
}
