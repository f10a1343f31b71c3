import { Issue } from '@modelyard/llm-units';
import {
  findAccelerator,
  findPartitionLayoutProblems,
} from '@modelyard/llm-sizing';
import { errorAt } from '../../objects/issueOf';
import { checkExpression } from '../../devices/checkExpression';
import {
  attributesOf,
  capacitiesOf,
  DeviceType,
  deviceWords,
  DRIVER,
} from '../../devices/driver';
import type { SelectionInput } from './input';
import { selectorsOf } from './selectors';

/** Limit of the API server (Kubernetes, pkg/apis/resource). */
const MAX_SELECTORS = 32;

/** Fields of a selection, and what devices have to say of themselves for it. */
const fieldAttributes = {
  architectures: 'architecture',
  computeCapability: 'cudaComputeCapability',
  driverVersion: 'driverVersion',
  profile: 'profile',
} as const;

/** Checks which devices are asked for. The type is undefined for a DeviceClass that the suite does not know. */
export function checkSelection(options: {
  select: SelectionInput;
  type: DeviceType | undefined;
  path: string;
}): Issue[] {
  const { select, type, path } = options;
  const issues: Issue[] = [...checkAccelerators(select, path)];

  if (type) {
    for (const field of [
      'architectures',
      'computeCapability',
      'driverVersion',
      'profile',
    ] as const) {
      const value = select[field];
      const isGiven = Array.isArray(value)
        ? value.length > 0
        : value !== undefined;
      if (isGiven && !attributesOf[type].includes(fieldAttributes[field])) {
        issues.push(
          errorAt(
            `${path}.${field}`,
            'device-attribute',
            `would select nothing: ${deviceWords[type]} do not say their ${
              fieldAttributes[field]
            }; they say ${attributesOf[type].join(', ')}`,
          ),
        );
      }
    }
    if (
      select.memoryGb !== undefined &&
      !capacitiesOf[type].includes('memory')
    ) {
      issues.push(
        errorAt(
          `${path}.memoryGb`,
          'device-attribute',
          `would select nothing: ${deviceWords[type]} do not say their memory; name products in place of it`,
        ),
      );
    }
  }

  const count = selectorsOf(select).length;
  if (count > MAX_SELECTORS) {
    issues.push(
      errorAt(
        path,
        'selector-count',
        `must come to at most ${MAX_SELECTORS} conditions, but comes to ${count}`,
      ),
    );
  }
  select.expressions.forEach((expression, index) => {
    issues.push(
      ...checkExpression({
        expression,
        type,
        path: `${path}.expressions[${index}]`,
      }),
    );
  });
  return issues;
}

function checkAccelerators(select: SelectionInput, path: string): Issue[] {
  return select.accelerators.flatMap((id, index) => {
    const accelerator = findAccelerator(id);
    const at = `${path}.accelerators[${index}]`;
    if (!accelerator) {
      return [
        errorAt(
          at,
          'accelerator-unknown',
          `names "${id}", which is not an accelerator that is known, such as nvidia-h100-sxm-80gb`,
        ),
      ];
    }
    if (accelerator.vendor !== 'nvidia') {
      return [
        errorAt(
          at,
          'accelerator-driver',
          `names ${accelerator.title}, but only attributes of the driver ${DRIVER} are known: select others by expressions, with the DeviceClass of their driver`,
        ),
      ];
    }
    if (!accelerator.kubernetes?.productNames.length) {
      return [
        errorAt(
          at,
          'accelerator-product',
          `names ${accelerator.title}, of which it is not known how the driver calls it: name its product under products`,
        ),
      ];
    }
    return select.profile === undefined
      ? []
      : findPartitionLayoutProblems({
          accelerator,
          layout: [{ name: select.profile, count: 1 }],
        }).map(({ message }) =>
          errorAt(`${path}.profile`, 'partition-profile', message),
        );
  });
}
