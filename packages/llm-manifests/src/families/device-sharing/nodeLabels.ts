import { findAccelerator } from '@modelyard/llm-sizing';
import { ALL_DISABLED } from './config';
import type { GroupInput } from './input';

/**
 * Labels by which a node gets the settings of its group: the GPU Operator's managers and the device plugin watch them.
 */
export function nodeLabels(group: GroupInput): Record<string, string> {
  const { name, allocation, mig, vm, accelerator } = group;
  if (vm) {
    return {
      'nvidia.com/gpu.workload.config':
        vm.mode === 'vgpu' ? 'vm-vgpu' : 'vm-passthrough',
      ...(vm.mode === 'vgpu' && { 'nvidia.com/vgpu.config': name }),
    };
  }
  const canBePartitioned =
    (findAccelerator(accelerator)?.partitionProfiles.length ?? 0) > 0;
  return {
    ...(allocation === 'device-plugin' && {
      'nvidia.com/device-plugin.config': name,
    }),
    ...(canBePartitioned && {
      'nvidia.com/mig.config': mig ? name : ALL_DISABLED,
    }),
  };
}
