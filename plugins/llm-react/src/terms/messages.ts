import type { TermSet } from './useTerms';

/** The words for the values that the kinds define. */
export const termsMessages = {
  task: {
    chat: 'Chat',
    completion: 'Completion',
    embedding: 'Embedding',
    rerank: 'Rerank',
    transcription: 'Transcription',
    speech: 'Speech',
    image: 'Image',
    moderation: 'Moderation',
  },
  lifecycle: {
    experimental: 'Experimental',
    staging: 'Staging',
    production: 'Production',
    deprecated: 'Deprecated',
    retired: 'Retired',
  },
  versionKind: {
    weights: 'Weights',
    adapter: 'Adapter',
    external: 'External',
  },
  quantization: {
    none: 'not quantised',
    fp8: 'FP8',
    int8: 'INT8',
    'awq-int4': 'AWQ INT4',
    'gptq-int4': 'GPTQ INT4',
    nvfp4: 'NVFP4',
    mxfp4: 'MXFP4',
  },
  attention: {
    full: 'full',
    sliding: 'sliding window',
    chunked: 'chunked',
    mla: 'latent (MLA)',
    linear: 'linear',
    encoder: 'bidirectional',
    cross: 'cross',
    none: 'no',
  },
  riskClass: {
    minimal: 'Minimal',
    limited: 'Limited',
    high: 'High',
    unacceptable: 'Unacceptable',
  },
  modification: {
    none: 'as published',
    minor: 'minor',
    significant: 'significant',
  },
  poolType: {
    kubernetes: 'Kubernetes',
    slurm: 'Slurm',
  },
  allocation: {
    dra: 'Dynamic resource allocation',
    'device-plugin': 'Device plugin',
    gres: 'Generic resources',
  },
  sharing: {
    exclusive: 'Exclusive',
    mig: 'MIG partitions',
    'time-slicing': 'Time-slicing',
    mps: 'MPS',
    vgpu: 'vGPU',
  },
  interconnect: {
    pcie: 'PCIe',
    nvlink: 'NVLink',
    'infinity-fabric': 'Infinity Fabric',
    infiniband: 'InfiniBand',
    roce: 'RoCE',
    ethernet: 'Ethernet',
  },
  interconnectSpan: {
    node: 'within a node',
    rack: 'within a rack',
    pool: 'across the pool',
  },
  aiActRole: {
    provider: 'Provider',
    deployer: 'Deployer',
    importer: 'Importer',
    distributor: 'Distributor',
    'product-manufacturer': 'Product manufacturer',
    'authorised-representative': 'Authorised representative',
  },
} as const satisfies Record<TermSet, Record<string, string>>;
