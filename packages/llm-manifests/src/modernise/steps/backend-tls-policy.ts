import type { Draft, Modernisation } from '../Modernisation';
import { isOlder } from '../ModernisationTarget';
import { draft, rename, typeOf } from './support/edit';

const FORMER = ['v1alpha2', 'v1alpha3'];

/** BackendTLSPolicy is stable since Gateway API 1.4, and the standard channel serves no former version. */
export const backendTlsPolicy: Modernisation = {
  code: 'backend-tls-policy',
  run: ({ object, target, mends }) => {
    const { group, version, kind } = typeOf(object);
    if (
      group !== 'gateway.networking.k8s.io' ||
      kind !== 'BackendTLSPolicy' ||
      !FORMER.includes(version) ||
      isOlder(target, 'gatewayApi', '1.4')
    ) {
      return [];
    }
    if (mends('rejected')) {
      convert(object);
    }
    return [
      {
        path: 'apiVersion',
        message:
          'names a version that the standard channel of Gateway API does not serve since 1.4; today it is gateway.networking.k8s.io/v1',
        effect: 'rejected',
        mended: mends('rejected'),
      },
    ];
  },
};

function convert(object: Draft): void {
  object.apiVersion = 'gateway.networking.k8s.io/v1';
  const spec = draft(object, 'spec');
  if (!spec) {
    return;
  }
  // v1alpha2 had one target, and validation was called tls.
  const target = draft(spec, 'targetRef');
  if (target) {
    delete spec.targetRef;
    delete target.namespace;
    spec.targetRefs ??= [target];
  }
  rename(spec, 'tls', 'validation');
  const validation = draft(spec, 'validation');
  if (validation) {
    rename(validation, 'caCertRefs', 'caCertificateRefs');
    rename(validation, 'wellKnownCACerts', 'wellKnownCACertificates');
  }
}
