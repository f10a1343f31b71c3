import { Issue } from '@modelyard/llm-units';
import { errorAt } from '../../objects/issueOf';
import type { ClaimInput } from './input';

/** What constraints and settings can point to, and the DeviceClass of each that has one. */
export function targetsOf(claim: ClaimInput): Map<string, string | undefined> {
  return new Map(
    claim.requests.flatMap(({ name, devices, alternatives = [] }) => [
      [name, devices?.deviceClass] as const,
      ...alternatives.map(
        alternative =>
          [`${name}/${alternative.name}`, alternative.deviceClass] as const,
      ),
    ]),
  );
}

/** Checks that requests which are pointed to exist. */
export function checkTargets(options: {
  claim: ClaimInput;
  requests: readonly string[];
  path: string;
}): Issue[] {
  const names = [...targetsOf(options.claim).keys()];
  return options.requests.flatMap((name, index) =>
    names.includes(name)
      ? []
      : [
          errorAt(
            `${options.path}[${index}]`,
            'request-unknown',
            `names the request "${name}", which the claim does not have; it has ${names.join(
              ', ',
            )}`,
          ),
        ],
  );
}
