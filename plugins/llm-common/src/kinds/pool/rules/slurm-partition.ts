import { GpuPoolRule } from './GpuPoolRule';

export const rule: GpuPoolRule = {
  code: 'slurm-partition',
  severity: 'error',
  description: 'A Slurm pool names its partition; a Kubernetes pool has none.',
  check: ({ spec }) => {
    const given = spec?.partition !== undefined;
    if (spec?.type === 'slurm' && !given) {
      return [
        {
          path: 'spec.partition',
          message: 'is missing; a pool of type slurm names its partition',
        },
      ];
    }
    if (spec?.type === 'kubernetes' && given) {
      return [
        {
          path: 'spec.partition',
          message:
            'is only for pools of type slurm, but the type is kubernetes',
        },
      ];
    }
    return [];
  },
};
