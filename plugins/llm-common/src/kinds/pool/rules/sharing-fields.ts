import { RuleFinding } from '../../../rules/Rule';
import { records } from '../../../safe';
import { DeviceSharing, SharingStrategy } from '../types.generated';
import { GpuPoolRule } from './GpuPoolRule';

const FIELDS = ['profiles', 'replicas'] as const;
const NEEDED: Record<SharingStrategy, (typeof FIELDS)[number] | undefined> = {
  exclusive: undefined,
  mig: 'profiles',
  'time-slicing': 'replicas',
  mps: 'replicas',
  vgpu: 'replicas',
};

export const rule: GpuPoolRule = {
  code: 'sharing-fields',
  severity: 'error',
  description:
    'Partition profiles belong to mig, replicas to time-slicing, mps and vgpu; each of these needs its own.',
  check: ({ spec }) =>
    records(spec?.devices).flatMap(({ item, index }) =>
      item.sharing && Object.hasOwn(NEEDED, item.sharing.strategy)
        ? sharingFindings(`spec.devices[${index}].sharing`, item.sharing)
        : [],
    ),
};

function sharingFindings(path: string, sharing: DeviceSharing): RuleFinding[] {
  const { strategy } = sharing;
  return FIELDS.flatMap(field => {
    const needed = NEEDED[strategy] === field;
    const given = sharing[field] !== undefined;
    if (needed === given) {
      return [];
    }
    return [
      {
        path: `${path}.${field}`,
        message: needed
          ? `is missing; the strategy ${strategy} needs it`
          : `does not belong to the strategy ${strategy}`,
      },
    ];
  });
}
