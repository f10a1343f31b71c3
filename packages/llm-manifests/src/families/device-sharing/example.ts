import type { z } from 'zod/v3';
import type { FamilyExample } from '../Family';
import type { deviceSharingInput } from './input';

export const example: FamilyExample<z.input<typeof deviceSharingInput>> = {
  description:
    'Nodes whose GPUs are cut into seven partitions, and nodes whose GPUs four programs take turns on',
  input: {
    groups: [
      {
        name: 'slices',
        accelerator: 'nvidia-h100-sxm-80gb',
        gpusPerNode: 8,
        nodes: { by: 'provisioning' },
        mig: { layouts: [{ partitions: [{ profile: '1g.10gb', count: 7 }] }] },
      },
      {
        name: 'turns',
        accelerator: 'nvidia-l40s-48gb',
        gpusPerNode: 4,
        nodes: { by: 'provisioning' },
        timeSlicing: { replicas: 4 },
      },
    ],
  },
};
