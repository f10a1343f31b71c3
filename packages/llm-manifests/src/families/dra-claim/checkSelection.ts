import { Issue } from '@modelyard/llm-units';
import { findAccelerator } from '@modelyard/llm-sizing';
import { findCelProblem } from '../../objects/celSyntax';
import { errorAt, warningAt } from '../../objects/issueOf';
import {
  attributesOf,
  capacitiesOf,
  DeviceType,
  deviceWords,
  DRIVER,
  optionalAttributes,
} from './driver';
import type { SelectionInput } from './input';
import { selectorsOf } from './selectors';

/** Limits of the API server (Kubernetes, pkg/apis/resource). */
const MAX_SELECTORS = 32;
const MAX_EXPRESSION_BYTES = 10 * 1024;

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
    const names = accelerator.kubernetes;
    if (!names?.draDriver || names.productNames.length === 0) {
      return [
        errorAt(
          at,
          'accelerator-product',
          `names ${accelerator.title}, of which it is not known how a driver calls it; name its product under products`,
        ),
      ];
    }
    return names.draDriver === DRIVER
      ? []
      : [
          errorAt(
            at,
            'accelerator-driver',
            `names ${accelerator.title}, which the driver ${names.draDriver} hands out, but the devices are those of ${DRIVER}`,
          ),
        ];
  });
}

/** Checks an expression that a person wrote: it must be CEL, and ask only for what the driver publishes. */
function checkExpression(options: {
  expression: string;
  type: DeviceType | undefined;
  path: string;
}): Issue[] {
  const { expression, type, path } = options;
  const problem = findCelProblem(expression);
  if (problem) {
    return [
      errorAt(
        path,
        'selector-syntax',
        `is not a valid CEL expression: ${problem}`,
      ),
    ];
  }
  if (new TextEncoder().encode(expression).length > MAX_EXPRESSION_BYTES) {
    return [errorAt(path, 'selector-length', 'must have at most 10 KiB')];
  }
  const known = new Set([
    ...(type ? attributesOf[type] : Object.values(attributesOf).flat()),
    ...optionalAttributes,
  ]);
  return attributesIn(expression).flatMap(name => {
    if (!known.has(name)) {
      const whose = type ? `${deviceWords[type]} do` : 'the driver does';
      return [
        errorAt(
          path,
          'selector-attribute',
          `asks for ${name}, which ${whose} not publish (any more): no pod would get a device; there are ${[
            ...known,
          ].join(', ')}`,
        ),
      ];
    }
    const isSure = type !== undefined && attributesOf[type].includes(name);
    return isSure || isGuarded(expression, name)
      ? []
      : [
          warningAt(
            path,
            'selector-guard',
            `asks for ${name}, which not every device has: begin with '${name}' in device.attributes['${DRIVER}'] &&`,
          ),
        ];
  });
}

const ATTRIBUTE =
  /device\.attributes\[(?:'gpu\.nvidia\.com'|"gpu\.nvidia\.com")\](?:\.([A-Za-z_]\w*)|\[(?:'([^']*)'|"([^"]*)")\])/g;

function attributesIn(expression: string): string[] {
  return [
    ...new Set(
      [...expression.matchAll(ATTRIBUTE)].map(
        ([, dotted, single, double]) => dotted ?? single ?? double,
      ),
    ),
  ];
}

function isGuarded(expression: string, name: string): boolean {
  return new RegExp(`['"]${name}['"]\\s+in\\s+device\\.attributes\\[`).test(
    expression,
  );
}
