/**
 * How weights are stored. `none` quantisation of a model means its `dtype`.
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
 * How a layer looks back, which decides what it keeps for each token of a request: everything (`full`), a window that
 * moves (`sliding`) or starts anew (`chunked`), everything compressed (`mla`), a state of constant size (`linear`, also
 * Mamba and convolutions), what an encoder gave it (`cross`), or nothing: because it looks both ways (`encoder`), or
 * because it has no attention or reads what an earlier layer keeps (`none`).
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
 * A group of equal layers. A layer that does two of these things, such as a decoder layer that looks back at its own tokens
 * and at an encoder's, is two groups; what belongs to the whole layer stands in the first.
 *
 * @public
 */
export interface LayerGroup {
  readonly count: number;
  readonly attention: LayerAttention;
  readonly heads?: number;
  readonly kvHeads?: number;
  readonly headDim?: number;
  /** Where values are of another size than keys. */
  readonly valueHeadDim?: number;
  /** Tokens that a sliding or chunked layer looks back; of a cross layer, the positions that the encoder gives it. */
  readonly window?: number;
  readonly kvLoraRank?: number;
  readonly ropeHeadDim?: number;
  /** Size of the key that a sparse-attention indexer keeps for each token. */
  readonly indexHeadDim?: number;
  /** Constant state of a linear or state-space layer, in bytes for each sequence. */
  readonly stateBytes?: number;
  /** Width of the dense feed-forward part. */
  readonly intermediateSize?: number;
  /** Parameters of one layer, all of its experts among them. */
  readonly parameters?: number;
  /** The mixture of experts, where the layer has one. */
  readonly experts?: {
    readonly total: number;
    readonly active: number;
    readonly shared?: number;
    readonly intermediateSize?: number;
    /** Parameters of one routed expert. */
    readonly parameters?: number;
  };
}

/**
 * A part of a model beside its language layers, such as a vision encoder.
 *
 * @public
 */
export interface ModelTower {
  readonly kind: 'vision' | 'audio';
  readonly parameters?: number;
  readonly format?: WeightFormat;
  readonly layers?: number;
  readonly hiddenSize?: number;
  readonly intermediateSize?: number;
}

/**
 * What weight files hold of one number type.
 *
 * @public
 */
export interface StoredType {
  /** As the file names it, such as `BF16`, `F8_E4M3` or `Q4_K`. */
  readonly type: string;
  /** Numbers of that type; several parameters share one where a type only packs them. */
  readonly elements: number;
  /** What they take in the file. */
  readonly bytes: number;
}

/**
 * What sizing needs to know of a model. What is absent is not known: nothing is guessed.
 *
 * @public
 */
export interface Architecture {
  /** Sum over the weight files, in bytes; beats any formula. */
  readonly weightBytes?: number;
  /**
   * Parameters of all parts together, and those that one token passes through. Layers that only guess further tokens
   * (multi-token prediction) are not among them.
   */
  readonly parameters?: { readonly total: number; readonly active?: number };
  /** For mixed checkpoints: how many parameters are stored in which format. */
  readonly weightFormats?: ReadonlyArray<{
    readonly format: WeightFormat;
    readonly parameters: number;
  }>;
  /** What the weight files say of themselves, scales and all. */
  readonly storedTypes?: readonly StoredType[];
  /** Of the weights that are not quantised, and of activations. */
  readonly dtype?: 'fp32' | 'fp16' | 'bf16' | 'fp8';
  /** Format of the quantised weights; absent where none are. */
  readonly quantization?: Exclude<WeightFormat, 'fp32' | 'fp16' | 'bf16'>;
  /**
   * Rows or columns that share a scale in a quantised checkpoint, such as 128. Each GPU needs whole groups, which limits
   * how a layer can be split.
   */
  readonly quantizationGroup?: number;
  /** Format of the KV cache that the checkpoint was calibrated for. */
  readonly kvCacheFormat?: 'fp8' | 'int8' | 'nvfp4';
  readonly hiddenSize?: number;
  readonly vocabSize?: number;
  /** Whether the matrix that reads tokens also writes them, so that it is stored once. */
  readonly tiedEmbeddings?: boolean;
  /** Most tokens of a request, prompt and answer together. */
  readonly contextLength?: number;
  readonly embeddingDimensions?: number;
  readonly layers: readonly LayerGroup[];
  readonly towers?: readonly ModelTower[];
  /** Layers that guess further tokens. They are loaded only where the engine is told to use them. */
  readonly predictionLayers?: {
    readonly count: number;
    /** All of them together. */
    readonly parameters?: number;
  };
}
