const MIB = 1024 * 1024;

/** Most bytes that are read of each sort of file. */
export const limits = {
  /** The largest `config.json` of those that are published, with a plan for each layer, has a few hundred KiB. */
  config: 8 * MIB,
  /** About 100 bytes for each matrix: models with many experts have a hundred thousand. Parsing takes its time, too. */
  index: 32 * MIB,
  safetensorsHeader: 32 * MIB,
  /** It holds the vocabulary. */
  ggufHeader: 64 * MIB,
  /** Of files that are only hashed, each; a tokenizer has up to 35 MB. */
  hashed: 48 * MIB,
} as const;
