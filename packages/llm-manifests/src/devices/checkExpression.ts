import { Issue } from '@modelyard/llm-units';
import { findCelProblem } from '../objects/celSyntax';
import { errorAt, warningAt } from '../objects/issueOf';
import {
  attributesOf,
  DeviceType,
  deviceWords,
  DRIVER,
  optionalAttributes,
} from './driver';

/** Limit of the API server (Kubernetes, pkg/apis/resource). */
const MAX_EXPRESSION_BYTES = 10 * 1024;

/**
 * Checks an expression that a person wrote: it must be CEL, and ask only for what the driver publishes. The type is undefined
 * for a DeviceClass that the suite does not know.
 */
export function checkExpression(options: {
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
