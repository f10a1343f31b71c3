/**
 * What the NVIDIA DRA driver publishes (kubernetes-sigs/dra-driver-nvidia-gpu, cmd/gpu-kubelet-plugin: deviceinfo.go,
 * mig.go), and the DeviceClasses that its chart installs.
 */

/** The driver's name: the domain of its attributes and capacities. */
export const DRIVER = 'gpu.nvidia.com';

/** What sort of device a DeviceClass holds. */
export type DeviceType = 'gpu' | 'mig' | 'vfio';

/** DeviceClasses of the driver's chart, and the devices that they hold. */
export const driverClasses: ReadonlyMap<string, DeviceType> = new Map([
  ['gpu.nvidia.com', 'gpu'],
  ['mig.nvidia.com', 'mig'],
  ['vfio.gpu.nvidia.com', 'vfio'],
]);

/** What people call these devices. */
export const deviceWords: Readonly<Record<DeviceType, string>> = {
  gpu: 'whole GPUs',
  mig: 'MIG partitions',
  vfio: 'GPUs that are passed through',
};

const always = [
  'type',
  'uuid',
  'productName',
  'brand',
  'architecture',
  'cudaComputeCapability',
  'driverVersion',
  'cudaDriverVersion',
];

/** Attributes that every device of a type has. */
export const attributesOf: Readonly<Record<DeviceType, readonly string[]>> = {
  gpu: always,
  mig: [...always, 'parentUUID', 'profile'],
  vfio: [
    'type',
    'uuid',
    'productName',
    'deviceID',
    'vendorID',
    'iommuFDEnabled',
  ],
};

/** Attributes that some devices have, depending on the node: they are never relied on. */
export const optionalAttributes: readonly string[] = ['addressingMode', 'numa'];

/** Capacities by type of device. */
export const capacitiesOf: Readonly<Record<DeviceType, readonly string[]>> = {
  gpu: ['memory'],
  mig: [
    'memory',
    'multiprocessors',
    'copyEngines',
    'decoders',
    'encoders',
    'jpegEngines',
    'ofaEngines',
  ],
  vfio: ['addressableMemory'],
};

/** Feature gates of the driver that are off unless its chart switches them on. */
export const driverGates = {
  timeSlicing: 'TimeSlicingSettings',
  mps: 'MPSSupport',
  passthrough: 'PassthroughSupport',
  dynamicMig: 'DynamicMIG',
} as const;

/** How long a device is left to one process, when several share it. */
export const timeSlices = ['Default', 'Short', 'Medium', 'Long'] as const;
