import { Issue } from '@modelyard/llm-units';
import { Platform, PlatformComponent, platformComponents } from './Platform';
import { compareVersions, minorOf } from './versions';

/**
 * What a family needs of its target.
 *
 * @public
 */
export interface PlatformRequirement {
  readonly component: PlatformComponent | 'kubernetes';
  /** The oldest version that has it. */
  readonly atLeast: string;
  /** A feature gate that older versions have it behind, and the first of them. */
  readonly gate?: { readonly name: string; readonly from: string };
  /** What it is needed for; it reads on after "for". */
  readonly why: string;
  /** The nearest thing that works without it. */
  readonly instead?: string;
}

/**
 * The versions whose schemas and rules the renderer was checked against, by component. A target with another minor
 * version is rendered with a warning, or refused where the family needs a newer one.
 *
 * @public
 */
export const verifiedVersions: Record<
  PlatformComponent | 'kubernetes',
  readonly string[]
> = {
  kubernetes: ['1.35', '1.36'],
  kserve: ['0.20'],
  envoyGateway: ['1.9'],
  envoyAiGateway: ['1.1'],
  gatewayApi: ['1.6'],
  inferenceExtension: ['1.6'],
  llmDRouter: ['0.10'],
  leaderWorkerSet: ['0.10'],
  kueue: ['0.19'],
  workloadVariantAutoscaler: ['0.7'],
  keda: ['2.20'],
  prometheusOperator: ['0.93'],
  gpuOperator: ['26.7'],
  nvidiaDevicePlugin: ['0.20'],
  nvidiaDraDriver: ['0.4'],
  nodeFeatureDiscovery: ['0.18', '0.19'],
};

/** What a target is called in messages: `Kubernetes 1.33 of fra-1`. */
function nameOf(component: PlatformRequirement['component']): string {
  return component === 'kubernetes'
    ? 'Kubernetes'
    : platformComponents[component];
}

/**
 * Checks a target against what a family needs. What is missing or too old is an error with the nearest thing that works;
 * a version that was not checked is a warning.
 *
 * @public
 */
export function checkRequirements(options: {
  requirements: readonly PlatformRequirement[];
  platform: Platform;
}): Issue[] {
  const { requirements, platform } = options;
  return requirements.flatMap(requirement => {
    const { component, atLeast, gate, why, instead } = requirement;
    const found =
      component === 'kubernetes'
        ? platform.kubernetes
        : platform.components[component];
    const path =
      component === 'kubernetes'
        ? 'platform.kubernetes'
        : `platform.components.${component}`;
    const name = nameOf(component);
    const advice = instead ? `; ${instead}` : '';
    if (found === undefined) {
      return [
        issue(
          path,
          'target-lacks-component',
          'error',
          `is missing: ${platform.name} has no ${name}, which is needed for ${why}${advice}`,
        ),
      ];
    }
    const isGated =
      gate !== undefined &&
      compareVersions(found, gate.from) >= 0 &&
      platform.featureGates.includes(gate.name);
    const isYearly = isNumberedByYear(component, found);
    if ((isYearly || compareVersions(found, atLeast) < 0) && !isGated) {
      const orGate =
        gate && compareVersions(found, gate.from) >= 0
          ? `, or the feature gate ${gate.name} among the featureGates of the target`
          : '';
      return [
        issue(
          path,
          'target-too-old',
          'error',
          `is ${found}, but ${why} needs ${name} ${atLeast} or newer${
            isYearly ? ', which came after those numbered by year' : ''
          }${orGate}${advice}`,
        ),
      ];
    }
    return verifiedVersions[component].includes(minorOf(found))
      ? []
      : [
          issue(
            path,
            'target-not-verified',
            'warning',
            `is ${found}: not verified against ${name} ${minorOf(
              found,
            )}, only against ${verifiedVersions[component].join(' and ')}`,
          ),
        ];
  });
}

/** The DRA driver was numbered by the year (25.3, 25.8) until 0.4 began anew. */
function isNumberedByYear(
  component: PlatformRequirement['component'],
  version: string,
): boolean {
  return component === 'nvidiaDraDriver' && /^v?2\d\./.test(version);
}

function issue(
  path: string,
  code: string,
  severity: Issue['severity'],
  message: string,
): Issue {
  return { path, code, severity, message };
}
