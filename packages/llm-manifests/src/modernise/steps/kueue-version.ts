import type { Draft, Modernisation } from '../Modernisation';
import { isOlder } from '../ModernisationTarget';
import { draft, rename, typeOf } from './support/edit';

const FORMER = ['v1alpha1', 'v1beta1'];

/** Kueue's v1beta1 is deprecated; v1beta2 has other names for some fields. */
export const kueueVersion: Modernisation = {
  code: 'kueue-version',
  run: ({ object, target, mends }) => {
    const { group, version } = typeOf(object);
    if (
      group !== 'kueue.x-k8s.io' ||
      !FORMER.includes(version) ||
      isOlder(target, 'kueue', '0.19')
    ) {
      return [];
    }
    if (mends('outdated')) {
      convert(object);
    }
    return [
      {
        path: 'apiVersion',
        message:
          'names a deprecated version; today it is kueue.x-k8s.io/v1beta2',
        effect: 'outdated',
        mended: mends('outdated'),
      },
    ];
  },
};

function convert(object: Draft): void {
  object.apiVersion = 'kueue.x-k8s.io/v1beta2';
  const spec = draft(object, 'spec');
  if (!spec) {
    return;
  }
  if (object.kind === 'Cohort') {
    rename(spec, 'parent', 'parentName');
  }
  if (object.kind === 'AdmissionCheck') {
    delete spec.retryDelayMinutes;
  }
  if (object.kind !== 'ClusterQueue') {
    return;
  }
  rename(spec, 'cohort', 'cohortName');
  if (Array.isArray(spec.admissionChecks)) {
    const checks: readonly unknown[] = spec.admissionChecks;
    delete spec.admissionChecks;
    if (checks.length > 0) {
      spec.admissionChecksStrategy ??= {
        admissionChecks: checks.map(name => ({ name })),
      };
    }
  }
  const fungibility = draft(spec, 'flavorFungibility');
  for (const [field, former] of [
    ['whenCanBorrow', 'Borrow'],
    ['whenCanPreempt', 'Preempt'],
  ]) {
    if (fungibility?.[field] === former) {
      fungibility[field] = 'MayStopSearch';
    }
  }
}
