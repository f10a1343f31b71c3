import type { PlatformComponent } from '../platform/Platform';
import { compareVersions } from '../platform/versions';

/**
 * What manifests are for. A platform is one. What it does not name is taken for as new as what this package renders for.
 *
 * @public
 */
export interface ModernisationTarget {
  /** Version of Kubernetes, such as `1.36`. */
  kubernetes?: string;
  /** Versions of what else is installed, such as `kserve: v0.20.0`. */
  components?: Partial<Record<PlatformComponent, string>>;
}

/** Whether the target is known to be older than a version. */
export function isOlder(
  target: ModernisationTarget,
  component: PlatformComponent | 'kubernetes',
  version: string,
): boolean {
  const known =
    component === 'kubernetes'
      ? target.kubernetes
      : target.components?.[component];
  return known !== undefined && compareVersions(known, version) < 0;
}
