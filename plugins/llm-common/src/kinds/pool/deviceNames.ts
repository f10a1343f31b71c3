import { noneOf } from '../../rules/noneOf';
import { RuleFinding } from '../../rules/Rule';
import { records } from '../../safe';
import { GpuPoolSpec } from './types.generated';

/** The entries of a list that name a device group which the pool does not have. */
export function unknownDeviceFindings(
  spec: GpuPoolSpec | undefined,
  field: 'quotas' | 'pricing',
): RuleFinding[] {
  const names = records(spec?.devices).map(({ item }) => item.name);
  const entries: ReadonlyArray<{ devices?: string }> | undefined =
    spec?.[field];
  return records(entries).flatMap(({ item, index }) =>
    item.devices === undefined || names.includes(item.devices)
      ? []
      : [
          {
            path: `spec.${field}[${index}].devices`,
            message: `must name a device group of this pool, but ${noneOf(
              item.devices,
              names,
            )}`,
          },
        ],
  );
}
