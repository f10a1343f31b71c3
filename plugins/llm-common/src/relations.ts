/**
 * From a model to the pool or the provider that serves it; reverse of {@link RELATION_HOSTS}.
 *
 * @public
 */
export const RELATION_RUNS_ON = 'runsOn';

/**
 * From a pool or a provider to a model that it serves; reverse of {@link RELATION_RUNS_ON}.
 *
 * @public
 */
export const RELATION_HOSTS = 'hosts';

/**
 * From a model to one that it was made from; reverse of {@link RELATION_HAS_DERIVATIVE}.
 *
 * @public
 */
export const RELATION_DERIVED_FROM = 'derivedFrom';

/**
 * From a model to one that was made from it; reverse of {@link RELATION_DERIVED_FROM}.
 *
 * @public
 */
export const RELATION_HAS_DERIVATIVE = 'hasDerivative';

/**
 * From a model to a dataset that it was trained on; reverse of {@link RELATION_USED_TO_TRAIN}.
 *
 * @public
 */
export const RELATION_TRAINED_ON = 'trainedOn';

/**
 * From a dataset to a model that was trained on it; reverse of {@link RELATION_TRAINED_ON}.
 *
 * @public
 */
export const RELATION_USED_TO_TRAIN = 'usedToTrain';

/**
 * From a model that has adapter versions to the model that they adapt; reverse of {@link RELATION_HAS_ADAPTER}.
 *
 * @public
 */
export const RELATION_ADAPTS = 'adapts';

/**
 * From a model to one that adapts it; reverse of {@link RELATION_ADAPTS}.
 *
 * @public
 */
export const RELATION_HAS_ADAPTER = 'hasAdapter';

/**
 * From a model to the one that takes its place; reverse of {@link RELATION_REPLACES}.
 *
 * @public
 */
export const RELATION_REPLACED_BY = 'replacedBy';

/**
 * From a model to the one whose place it takes; reverse of {@link RELATION_REPLACED_BY}.
 *
 * @public
 */
export const RELATION_REPLACES = 'replaces';

/**
 * A relation of this suite in both directions, with what a catalog model layer and a graph need to know of it.
 *
 * @public
 */
export interface LlmRelationPair {
  /** Type of the relation. */
  type: string;
  /** Type of its way back. */
  reverseType: string;
  /** How people read the relation: `runs on`. */
  title: string;
  /** How people read its way back: `hosts`. */
  reverseTitle: string;
  /** What it means. */
  description: string;
  /** Kinds that it starts from. */
  fromKinds: string[];
  /** Kinds that it leads to. */
  toKinds: string[];
}

/**
 * Every relation that this suite adds to the catalog's own.
 *
 * @public
 */
export const llmRelationPairs: LlmRelationPair[] = [
  {
    type: RELATION_RUNS_ON,
    reverseType: RELATION_HOSTS,
    title: 'runs on',
    reverseTitle: 'hosts',
    description: 'A model is served by a GPU pool or by an external provider.',
    fromKinds: ['Model'],
    toKinds: ['GpuPool', 'Resource'],
  },
  {
    type: RELATION_DERIVED_FROM,
    reverseType: RELATION_HAS_DERIVATIVE,
    title: 'derived from',
    reverseTitle: 'has derivative',
    description:
      'A model was made from another one, by fine-tuning, merging or distillation.',
    fromKinds: ['Model'],
    toKinds: ['Model'],
  },
  {
    type: RELATION_TRAINED_ON,
    reverseType: RELATION_USED_TO_TRAIN,
    title: 'trained on',
    reverseTitle: 'used to train',
    description: 'A model was trained or tuned on a dataset.',
    fromKinds: ['Model'],
    toKinds: ['Resource'],
  },
  {
    type: RELATION_ADAPTS,
    reverseType: RELATION_HAS_ADAPTER,
    title: 'adapts',
    reverseTitle: 'has adapter',
    description: 'A model has adapters that work on top of another one.',
    fromKinds: ['Model'],
    toKinds: ['Model'],
  },
  {
    type: RELATION_REPLACED_BY,
    reverseType: RELATION_REPLACES,
    title: 'replaced by',
    reverseTitle: 'replaces',
    description: 'A model that retires is followed by another one.',
    fromKinds: ['Model'],
    toKinds: ['Model'],
  },
];
