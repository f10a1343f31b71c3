import { GpuPoolRule } from './GpuPoolRule';

export const rule: GpuPoolRule = {
  code: 'queue-type',
  severity: 'error',
  description: 'Only a Kubernetes pool has a queue of Kueue.',
  check: ({ spec }) =>
    spec?.type === 'slurm' && spec.queue !== undefined
      ? [
          {
            path: 'spec.queue',
            message:
              'is only for pools of type kubernetes, but the type is slurm, whose controller has queues of its own',
          },
        ]
      : [],
};
