// Generated from Model.v1alpha1.schema.json by "yarn generate". Change the schema, not this file.

/**
 * The task that the model does. It decides which service level objectives and prices make sense.
 *
 * @public
 */
export type ModelTask =
  | 'chat'
  | 'completion'
  | 'embedding'
  | 'rerank'
  | 'transcription'
  | 'speech'
  | 'image'
  | 'moderation';
/**
 * A sort of content that a model reads or produces.
 *
 * @public
 */
export type Modality =
  | 'text'
  | 'image'
  | 'audio'
  | 'video'
  | 'embedding'
  | 'score';
/**
 * How far the model has come. Deprecated and retired models need the dates in retirement.
 *
 * @public
 */
export type ModelLifecycle =
  | 'experimental'
  | 'staging'
  | 'production'
  | 'deprecated'
  | 'retired';
/**
 * Weights are complete model files, an adapter (LoRA) needs a base model, external is served by a provider.
 *
 * @public
 */
export type ModelVersionKind = 'weights' | 'adapter' | 'external';
/**
 * Number format of the weights in the files; none means as trained.
 *
 * @public
 */
export type Quantization =
  | 'none'
  | 'fp8'
  | 'int8'
  | 'awq-int4'
  | 'gptq-int4'
  | 'nvfp4'
  | 'mxfp4';
/**
 * How weights are stored.
 *
 * @public
 */
export type WeightFormat =
  | 'fp32'
  | 'fp16'
  | 'bf16'
  | 'fp8'
  | 'int8'
  | 'awq-int4'
  | 'gptq-int4'
  | 'nvfp4'
  | 'mxfp4';
/**
 * Number format that the model computes in, before any quantisation.
 *
 * @public
 */
export type NumberType = 'fp32' | 'fp16' | 'bf16' | 'fp8';
/**
 * Format of the KV cache that the checkpoint was calibrated for.
 *
 * @public
 */
export type KvCacheCalibration = 'fp8' | 'int8' | 'nvfp4';
/**
 * How the layers attend: full, sliding or chunked (a window of tokens), mla (compressed keys and values), linear (constant state per sequence, also Mamba), encoder (both directions, keeps nothing), cross (keeps the encoder's output), none.
 *
 * @public
 */
export type LayerAttention =
  | 'full'
  | 'sliding'
  | 'chunked'
  | 'mla'
  | 'linear'
  | 'encoder'
  | 'cross'
  | 'none';
/**
 * What the part understands.
 *
 * @public
 */
export type TowerKind = 'vision' | 'audio';
/**
 * How its weights are stored, where not as the rest.
 *
 * @public
 */
export type TowerWeightFormat =
  | 'fp32'
  | 'fp16'
  | 'bf16'
  | 'fp8'
  | 'int8'
  | 'awq-int4'
  | 'gptq-int4'
  | 'nvfp4'
  | 'mxfp4';
/**
 * Most tokens of a request that it answers, prompt and answer together.
 *
 * @public
 */
export type LongestRequest = number;
/**
 * Highest risk class, as the EU AI Act has them, of a system that may use the model.
 *
 * @public
 */
export type ModelRiskClass = 'minimal' | 'limited' | 'high';
/**
 * A class of the organisation's data classification, in lower case with hyphens.
 *
 * @public
 */
export type DataClass = string;
/**
 * How far the organisation changed the published model. Significant means more than a third of the original training compute, which makes the organisation its provider.
 *
 * @public
 */
export type ModelModification = 'none' | 'minor' | 'significant';

/**
 * What the model is, who owns it, and how it is served.
 *
 * @public
 */
export type ModelSpec = {
  type: ModelTask;
  /**
   * What people filter by, in lower case with hyphens.
   */
  capabilities?: string[];
  modalities?: ModelModalities;
  lifecycle: ModelLifecycle;
  /**
   * Entity reference of the group or user that owns the model. A name alone means a group.
   */
  owner: string;
  /**
   * Entity reference of the system that the model belongs to.
   */
  system?: string;
  /**
   * Entity references of the models that this one was made from, by fine-tuning, merging or distillation.
   */
  derivedFrom?: string[];
  /**
   * Entity references of the datasets, as resources, that the model was trained or tuned on.
   */
  trainedOn?: string[];
  /**
   * The versions of the model, newest first. A version name is never used again for other content.
   */
  versions: ModelVersion[];
  /**
   * One entry per place that serves the model.
   */
  deployments?: ModelDeployment[];
  /**
   * Entity references of the APIs through which the model is called.
   */
  providesApis?: string[];
  slo?: ModelSlo;
  /**
   * Prices, each from its day until the next one. Which units make sense depends on the task.
   */
  pricing?: ModelPrice[];
  guardrails?: ModelGuardrails;
  governance?: ModelGovernance;
  retirement?: ModelRetirement;
};
/**
 * What goes in and what comes out.
 *
 * @public
 */
export type ModelModalities = {
  /**
   * What the model reads.
   */
  input?: Modality[];
  /**
   * What the model produces. An embedding is a vector, a score is the output of a reranker or a classifier.
   */
  output?: Modality[];
};
/**
 * One immutable version: its files, its quantisation and its architecture.
 *
 * @public
 */
export type ModelVersion = {
  /**
   * Name of the version. It becomes a Kubernetes label value: at most 63 letters, digits, hyphens, dots and underscores, with a letter or digit at both ends.
   */
  name: string;
  kind: ModelVersionKind;
  /**
   * Day on which the version was published, as 2026-01-31.
   */
  releasedOn?: string;
  source?: ModelSource;
  quantization?: Quantization;
  /**
   * Name of the version of this model that was quantised to give this one.
   */
  quantizedFrom?: string;
  adapts?: AdapterBase;
  architecture?: ModelArchitecture;
};
/**
 * Where the files come from and how to tell that they are unchanged.
 *
 * @public
 */
export type ModelSource = {
  /**
   * Address of the files in a hub, an OCI registry or a bucket. For an external version the provider's own address or id of the model.
   */
  uri: string;
  /**
   * Commit, tag or version at the source. A full commit hash pins the content.
   */
  revision?: string;
  /**
   * SHA-256 of the canonical list of (path, sha256) of weight, config, tokenizer and chat-template files, sorted by path. For OCI the image digest.
   */
  digest?: string;
  /**
   * SPDX identifier of the licence, or the name that the publisher gives it.
   */
  license?: string;
};
/**
 * Only for an adapter: the model that it was trained for.
 *
 * @public
 */
export type AdapterBase = {
  /**
   * Entity reference of the base model.
   */
  model: string;
  /**
   * Name of the base model's version that the adapter was trained on.
   */
  version?: string;
  /**
   * Rank of the low-rank matrices. It decides how much memory the adapter takes.
   */
  rank?: number;
};
/**
 * What sizing needs, read from the model's own configuration and weight index.
 *
 * @public
 */
export type ModelArchitecture = {
  /**
   * Sum of the sizes of the weight files, in bytes or with a unit. It beats any formula.
   */
  weightBytes?: number | string;
  parameters?: ModelParameters;
  /**
   * For mixed checkpoints: how many parameters are stored in which format.
   */
  weightFormats?: WeightFormatShare[];
  /**
   * What the weight files hold of each number type, scales and all.
   */
  storedTypes?: StoredType[];
  /**
   * Width of the hidden state (hidden_size).
   */
  hiddenSize?: number;
  /**
   * Number of entries of the vocabulary (vocab_size).
   */
  vocabSize?: number;
  /**
   * Whether the matrix that reads tokens also writes them, so that it is stored once (tie_word_embeddings).
   */
  tiedEmbeddings?: boolean;
  /**
   * Longest sequence of prompt and answer together, in tokens (max_position_embeddings).
   */
  contextLength?: number;
  /**
   * Length of the vector that an embedding model returns.
   */
  embeddingDimensions?: number;
  dtype?: NumberType;
  /**
   * Rows or columns that share a scale in a quantised checkpoint. Each GPU needs whole groups, which limits how a layer can be split.
   */
  quantizationGroup?: number;
  kvCacheFormat?: KvCacheCalibration;
  /**
   * One entry per group of equal layers. The counts add up to the depth of the model.
   */
  layers?: ModelLayers[];
  /**
   * Parts beside the language layers, such as a vision encoder.
   */
  towers?: ModelTower[];
  predictionLayers?: PredictionLayers;
};
/**
 * Number of parameters. In a mixture of experts fewer are active per token than there are.
 *
 * @public
 */
export type ModelParameters = {
  /**
   * All parameters, as a number or with K, M, B or T.
   */
  total: number | string;
  /**
   * Parameters that work on one token; equal to total in a dense model.
   */
  active?: number | string;
};
/**
 * Parameters that are stored in one format.
 *
 * @public
 */
export type WeightFormatShare = {
  format: WeightFormat;
  /**
   * How many, as a number or with K, M, B or T.
   */
  parameters: number | string;
};
/**
 * Numbers of one type in the weight files.
 *
 * @public
 */
export type StoredType = {
  /**
   * As the file names it.
   */
  type: string;
  /**
   * Numbers of that type; several parameters share one where a type only packs them.
   */
  elements: number;
  /**
   * What they take in the files, in bytes or with a unit.
   */
  bytes: number | string;
};
/**
 * A group of equal layers and what one of them keeps per token or per sequence.
 *
 * @public
 */
export type ModelLayers = {
  /**
   * Number of layers in the group.
   */
  count: number;
  attention: LayerAttention;
  /**
   * Number of query heads (num_attention_heads).
   */
  heads?: number;
  /**
   * Number of key and value heads (num_key_value_heads).
   */
  kvHeads?: number;
  /**
   * Size of one head's key (head_dim).
   */
  headDim?: number;
  /**
   * Size of one head's value where it differs from its key (v_head_dim).
   */
  valueHeadDim?: number;
  /**
   * Tokens in the window of a sliding or chunked layer (sliding_window); of a cross layer the positions that the encoder gives it.
   */
  window?: number;
  /**
   * Size of the compressed key and value of an mla layer (kv_lora_rank).
   */
  kvLoraRank?: number;
  /**
   * Size of the key part with positions of an mla layer (qk_rope_head_dim).
   */
  ropeHeadDim?: number;
  /**
   * Size of the key that the indexer of a sparse-attention layer keeps per token (index_head_dim).
   */
  indexHeadDim?: number;
  /**
   * Constant state of one linear layer per sequence, in bytes or with a unit.
   */
  stateBytes?: number | string;
  /**
   * Width of the dense feed-forward part (intermediate_size).
   */
  intermediateSize?: number;
  /**
   * Parameters of one layer, all of its experts among them, as a number or with K, M, B or T.
   */
  parameters?: number | string;
  experts?: LayerExperts;
};
/**
 * The mixture of experts of one layer.
 *
 * @public
 */
export type LayerExperts = {
  /**
   * Routed experts (num_experts, n_routed_experts).
   */
  total: number;
  /**
   * Routed experts that work on one token (num_experts_per_tok).
   */
  active: number;
  /**
   * Experts that work on every token (n_shared_experts).
   */
  shared?: number;
  /**
   * Width of one expert (moe_intermediate_size).
   */
  intermediateSize?: number;
  /**
   * Parameters of one routed expert, as a number or with K, M, B or T.
   */
  parameters?: number | string;
};
/**
 * A part beside the language layers.
 *
 * @public
 */
export type ModelTower = {
  kind: TowerKind;
  /**
   * All of its parameters, as a number or with K, M, B or T.
   */
  parameters?: number | string;
  format?: TowerWeightFormat;
  /**
   * Number of its layers.
   */
  layers?: number;
  /**
   * Width of its hidden state.
   */
  hiddenSize?: number;
  /**
   * Width of its feed-forward part.
   */
  intermediateSize?: number;
};
/**
 * Layers that guess further tokens. They are loaded only where the engine is told to use them.
 *
 * @public
 */
export type PredictionLayers = {
  /**
   * How many (num_nextn_predict_layers).
   */
  count: number;
  /**
   * All of them together, as a number or with K, M, B or T.
   */
  parameters?: number | string;
};
/**
 * One place that serves one version.
 *
 * @public
 */
export type ModelDeployment = {
  /**
   * Name of the deployment within the model: lower-case letters, digits and hyphens, at most 63.
   */
  name: string;
  /**
   * Name of the version that is served.
   */
  version: string;
  /**
   * Environment that the deployment belongs to, in lower case with hyphens.
   */
  environment: string;
  on: DeploymentTarget;
  /**
   * Manifest family that the deployment is rendered with.
   */
  family?: string;
  /**
   * Kubernetes namespace of the deployment.
   */
  namespace?: string;
  /**
   * Name that clients send and that telemetry carries. A legal Kubernetes label value.
   */
  servedModelName?: string;
  /**
   * Further names that route to this deployment. No label values: slashes are allowed.
   */
  aliases?: string[];
  replicas?: DeploymentReplicas;
  contextLength?: LongestRequest;
  /**
   * Path of the committed intent in the GitOps repository.
   */
  intent?: string;
};
/**
 * Where it runs: exactly one of pool, provider and base.
 *
 * @public
 */
export type DeploymentTarget = {
  /**
   * Entity reference of the GPU pool that serves it.
   */
  pool?: string;
  /**
   * Name of the device group of the pool.
   */
  devices?: string;
  /**
   * Entity reference of the external provider, a resource of type llm-provider.
   */
  provider?: string;
  base?: BaseDeployment;
};
/**
 * Only for an adapter: the deployment of its base model that serves it.
 *
 * @public
 */
export type BaseDeployment = {
  /**
   * Entity reference of the base model.
   */
  model: string;
  /**
   * Name of the base model's deployment.
   */
  deployment: string;
};
/**
 * How many copies run at least and at most.
 *
 * @public
 */
export type DeploymentReplicas = {
  /**
   * Copies that always run; 0 allows scaling to zero.
   */
  min: number;
  /**
   * Most copies that may run.
   */
  max: number;
};
/**
 * Service level objectives. Which ones make sense depends on the task.
 *
 * @public
 */
export type ModelSlo = {
  /**
   * Window that the objectives are measured over, in days or hours.
   */
  window?: string;
  availability?: AvailabilityObjective;
  /**
   * Time to the first token, 95th percentile, with its unit. For chat and completion.
   */
  ttftP95?: string;
  /**
   * Time between two tokens, 95th percentile, with its unit. For chat and completion.
   */
  interTokenP95?: string;
  /**
   * Duration of a whole request, 95th percentile, with its unit.
   */
  endToEndP95?: string;
  /**
   * Time to the first piece of audio, 95th percentile, with its unit. For speech.
   */
  firstAudioP95?: string;
  /**
   * Seconds of work per second of audio, 95th percentile; below 1 is faster than real time. For transcription and speech.
   */
  realTimeFactorP95?: number;
};
/**
 * Share of good requests, or of good time.
 *
 * @public
 */
export type AvailabilityObjective = {
  /**
   * Objective as a percentage with its sign, or as a number between 0 and 1.
   */
  objective: string | number;
  /**
   * What is counted: good requests, or good time.
   */
  basis: 'requests' | 'time';
};
/**
 * The price from one day on.
 *
 * @public
 */
export type ModelPrice = {
  /**
   * First day of the price, as 2026-01-31, in UTC.
   */
  from: string;
  /**
   * ISO 4217 code of the currency.
   */
  currency: string;
  /**
   * Price of one million tokens that are sent.
   */
  perMillionInputTokens?: number;
  /**
   * Price of one million tokens that are sent and found in the prefix cache.
   */
  perMillionCachedInputTokens?: number;
  /**
   * Price of one million tokens that are generated.
   */
  perMillionOutputTokens?: number;
  /**
   * Price of one thousand requests. For rerank and moderation.
   */
  perThousandRequests?: number;
  /**
   * Price of one minute of audio. For transcription and speech.
   */
  perAudioMinute?: number;
  /**
   * Price of one second of audio. For transcription and speech.
   */
  perAudioSecond?: number;
  /**
   * Price of one million characters that are spoken. For speech.
   */
  perMillionCharacters?: number;
  /**
   * Price of one image.
   */
  perImage?: number;
};
/**
 * Which checks must run on requests and answers.
 *
 * @public
 */
export type ModelGuardrails = {
  /**
   * Checks that policy says must run.
   */
  required?: string[];
};
/**
 * What the model may be used for.
 *
 * @public
 */
export type ModelGovernance = {
  /**
   * Uses that the model was approved for, in the words of the intended-use annotation.
   */
  permittedUses?: string[];
  /**
   * Uses that the model must not be put to, in the words of the intended-use annotation.
   */
  prohibitedUses?: string[];
  maxRiskClass?: ModelRiskClass;
  /**
   * Classes of data that may be sent to the model.
   */
  dataClasses?: DataClass[];
  /**
   * Whether it is a general-purpose AI model as the EU AI Act defines it.
   */
  generalPurpose?: boolean;
  modification?: ModelModification;
};
/**
 * When the model goes, and what comes instead.
 *
 * @public
 */
export type ModelRetirement = {
  /**
   * First day on which new consumers should choose another model, as 2026-01-31, in UTC.
   */
  deprecatedOn?: string;
  /**
   * First day on which the model is no longer served, as 2026-01-31, in UTC.
   */
  retiresOn?: string;
  /**
   * Entity reference of the model to use instead.
   */
  replacedBy?: string;
};
