/** Texts of the group views. */
export const groupMessages = {
  usage: { title: 'What we use and cost' },
  models: {
    title: 'Models we own',
    table: 'Models that {{group}} owns',
    model: 'Model',
    lifecycle: 'Lifecycle',
    deployments: 'Deployments',
    notDeployed: 'none',
    consumers: 'Used by',
    unused: 'nobody declared',
    notKnown: 'not known',
    pools: 'GPU pools we own',
    poolsTable: 'GPU pools that {{group}} owns',
    pool: 'Pool',
    gpus: 'GPUs',
    hosted: 'Models',
    noModels: 'The group owns no model.',
    none: 'The group owns no model and no GPU pool.',
    find: 'Find models in the fleet',
    all: 'Compare them in the fleet',
    hidden_one:
      '{{count, number}} more entity is owned by the group, but you may not see it or it is gone.',
    hidden_other:
      '{{count, number}} more entities are owned by the group, but you may not see them or they are gone.',
  },
} as const;
