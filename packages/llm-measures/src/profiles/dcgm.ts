import { named } from '../profile/forms';
import { Profile } from '../profile/Profile';

/** The DCGM exporter of NVIDIA. */
export const dcgm: Profile = {
  id: 'dcgm',
  title: 'NVIDIA DCGM exporter',
  vantage: 'device',
  checked: 'etc/default-counters.csv of dcgm-exporter 4.5.3-4.8.2',
  temporality: 'cumulative',
  labels: {
    gpu: 'UUID',
    node: 'hostname',
    namespace: 'namespace',
    replica: 'pod',
  },
  series: {
    'gpu.activity': named('DCGM_FI_PROF_GR_ENGINE_ACTIVE', { distinct: 'gpu' }),
    'gpu.memory_used': named('DCGM_FI_DEV_FB_USED', { scale: 1024 ** 2 }),
    'gpu.memory_free': named('DCGM_FI_DEV_FB_FREE', { scale: 1024 ** 2 }),
    // Millijoules: 3.6 million joules are a kilowatt-hour.
    'gpu.energy': named('DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION', {
      scale: 1 / 3.6e9,
      distinct: 'gpu',
    }),
    'gpu.power': named('DCGM_FI_DEV_POWER_USAGE', { distinct: 'gpu' }),
  },
  quirks: [
    'The label of the node was Hostname before May 2026: override the labels in the configuration for older exporters.',
    'Where the scrape configuration keeps labels of the target, the pod of the workload is in exported_pod.',
    'With time-slicing or MPS one GPU has several series, which are taken as one.',
    'The activity of the engine needs a data-centre GPU; it says busy, not saturated.',
    'Energy is that of GPUs alone, without hosts, network and cooling.',
  ],
};
