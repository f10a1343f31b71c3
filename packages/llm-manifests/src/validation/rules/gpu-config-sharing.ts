import { plainText } from '../structure/show';
import type { Rule, RuleFinding } from './Rule';
import { deviceConfigs, isClaimOrClass } from './support/claims';
import { fields, get, has, number, text, type Fields } from './support/read';

const KINDS = ['GpuConfig', 'MigDeviceConfig'];
const INTERVALS = ['Default', 'Short', 'Medium', 'Long'];

/** Source: sharing.go and validate.go of the DRA driver for NVIDIA GPUs, v0.4.1. */
export const gpuConfigSharing: Rule = {
  code: 'gpu-config-sharing',
  appliesTo: isClaimOrClass,
  check: subject =>
    deviceConfigs(subject).flatMap(({ item, path }) => {
      const parameters = fields(item, 'opaque', 'parameters');
      return text(item, 'opaque', 'driver') === 'gpu.nvidia.com' &&
        KINDS.includes(text(parameters, 'kind') ?? '') &&
        has(parameters, 'sharing')
        ? checkSharing(
            fields(parameters, 'sharing'),
            text(parameters, 'kind') === 'MigDeviceConfig',
            `${path}.opaque.parameters.sharing`,
          )
        : [];
    }),
};

function checkSharing(
  sharing: Fields,
  partition: boolean,
  path: string,
): RuleFinding[] {
  const strategy = text(sharing, 'strategy');
  if (strategy !== 'TimeSlicing' && strategy !== 'MPS') {
    return [
      {
        path: `${path}.strategy`,
        message: `must be "TimeSlicing" or "MPS", but is ${JSON.stringify(
          get(sharing, 'strategy') ?? null,
        )}`,
      },
    ];
  }
  const other = strategy === 'MPS' ? 'timeSlicingConfig' : 'mpsConfig';
  const interval = get(sharing, 'timeSlicingConfig', 'interval');
  const percentage = number(
    sharing,
    'mpsConfig',
    'defaultActiveThreadPercentage',
  );
  return [
    ...(has(sharing, other)
      ? [
          {
            path: `${path}.${other}`,
            message: `must not be there: it belongs to the other way of sharing, and the strategy is ${strategy}`,
          },
        ]
      : []),
    ...(partition && strategy === 'TimeSlicing' && interval !== undefined
      ? [
          {
            path: `${path}.timeSlicingConfig`,
            message:
              'must not be there: time slices of a MIG partition cannot be set',
          },
        ]
      : []),
    ...(interval !== undefined && !INTERVALS.includes(plainText(interval))
      ? [
          {
            path: `${path}.timeSlicingConfig.interval`,
            message: `must be ${INTERVALS.join(', ')}, but is ${JSON.stringify(
              interval,
            )}`,
          },
        ]
      : []),
    ...(percentage !== undefined && (percentage < 0 || percentage > 100)
      ? [
          {
            path: `${path}.mpsConfig.defaultActiveThreadPercentage`,
            message: `must lie between 0 and 100, but is ${percentage}`,
          },
        ]
      : []),
  ];
}
