import { KubernetesNames } from '../Accelerator';

/**
 * How clusters name an NVIDIA GPU.
 *
 * Sources: DRA attributes in NVIDIA/k8s-dra-driver-gpu, cmd/gpu-kubelet-plugin/deviceinfo.go; generations in
 * NVIDIA/go-nvlib, pkg/nvlib/device/device.go; label and resource in NVIDIA/k8s-device-plugin (GPU feature discovery
 * writes the product name with hyphens for spaces).
 */
export function nvidiaNames(
  generation: string,
  ...productNames: string[]
): KubernetesNames {
  return {
    resourceName: 'nvidia.com/gpu',
    productNames,
    productLabel: 'nvidia.com/gpu.product',
    productLabelValues: productNames.map(name => name.replace(/ /g, '-')),
    draDriver: 'gpu.nvidia.com',
    draArchitecture: generation,
  };
}

/**
 * How clusters name an AMD GPU: ROCm/k8s-device-plugin and its node labeller, which writes underscores for spaces. Names
 * that were not seen on a node are left out.
 */
export function amdNames(...productNames: string[]): KubernetesNames {
  return {
    resourceName: 'amd.com/gpu',
    productNames,
    productLabel: 'amd.com/gpu.product-name',
    productLabelValues: productNames.map(name => name.replace(/ /g, '_')),
  };
}
