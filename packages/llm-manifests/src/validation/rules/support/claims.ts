import type { KnownKind } from '../../schema/SchemaSource';
import type { RuleSubject } from '../Rule';
import { fields, get, items, type Fields } from './read';

/** Claims for devices, and the templates that they are made from. */
export function isClaim({ group, kind }: KnownKind): boolean {
  return (
    group === 'resource.k8s.io' &&
    (kind === 'ResourceClaim' || kind === 'ResourceClaimTemplate')
  );
}

/** Claims of the versions in which a request holds `exactly` or `firstAvailable`. */
export function isCurrentClaim(kind: KnownKind): boolean {
  return isClaim(kind) && ['v1', 'v1beta2'].includes(kind.version);
}

/** Claims and classes, which both hold selectors and configuration. */
export function isClaimOrClass(kind: KnownKind): boolean {
  return (
    isClaim(kind) ||
    (kind.group === 'resource.k8s.io' && kind.kind === 'DeviceClass')
  );
}

/** What a claim asks for, and where it says so. */
export function claimDevices({ object, kind }: RuleSubject): {
  devices: Fields;
  path: string;
} {
  const path =
    kind.kind === 'ResourceClaimTemplate'
      ? 'spec.spec.devices'
      : 'spec.devices';
  return { devices: fields(object, ...path.split('.')), path };
}

/** One thing that is asked for: a request itself, what it asks for exactly, or one of its alternatives. */
interface DeviceWish {
  readonly wish: Fields;
  readonly path: string;
  /** Name of the request, and of the alternative in it. */
  readonly request: unknown;
  readonly alternative: unknown;
}

/** All that a claim asks for. Versions up to v1beta1 say it in the request itself. */
export function deviceWishes(subject: RuleSubject): DeviceWish[] {
  const { devices, path } = claimDevices(subject);
  return items(devices, path, 'requests').flatMap(request => {
    const { name } = request.item;
    const exactly = get(request.item, 'exactly');
    return [
      ...(subject.kind.version === 'v1beta1'
        ? [
            {
              wish: request.item,
              path: request.path,
              request: name,
              alternative: undefined,
            },
          ]
        : []),
      ...(exactly === undefined
        ? []
        : [
            {
              wish: fields(exactly),
              path: `${request.path}.exactly`,
              request: name,
              alternative: undefined,
            },
          ]),
      ...items(request.item, request.path, 'firstAvailable').map(entry => ({
        wish: entry.item,
        path: entry.path,
        request: name,
        alternative: entry.item.name,
      })),
    ];
  });
}

/** Selectors of a claim or class, each with its path. */
export function deviceSelectors(
  subject: RuleSubject,
): { item: Fields; path: string }[] {
  return subject.kind.kind === 'DeviceClass'
    ? items(subject.object, '', 'spec', 'selectors')
    : deviceWishes(subject).flatMap(({ wish, path }) =>
        items(wish, path, 'selectors'),
      );
}

/** Configuration of a claim or class, each with its path. */
export function deviceConfigs(
  subject: RuleSubject,
): { item: Fields; path: string }[] {
  if (subject.kind.kind === 'DeviceClass') {
    return items(subject.object, '', 'spec', 'config');
  }
  const { devices, path } = claimDevices(subject);
  return items(devices, path, 'config');
}
