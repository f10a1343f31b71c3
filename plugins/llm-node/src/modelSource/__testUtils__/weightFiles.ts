/** The beginning of a safetensors file, padded with weights that nobody should read. */
export function safetensorsFile(options: {
  tensors: Record<string, { dtype: string; shape: number[]; bytes: number }>;
  /** Bytes of weights behind the header. */
  weights?: number;
  /** Makes the header longer. */
  padding?: number;
}): Uint8Array {
  let offset = 0;
  const header: Record<string, unknown> = {
    __metadata__: { format: 'pt', padding: ' '.repeat(options.padding ?? 0) },
  };
  for (const [name, { dtype, shape, bytes }] of Object.entries(
    options.tensors,
  )) {
    header[name] = { dtype, shape, data_offsets: [offset, offset + bytes] };
    offset += bytes;
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, Buffer.alloc(options.weights ?? 0, 1)]);
}

/** A small GGUF model of two layers in one format, with a vocabulary of any size. */
export function ggufFile(options: {
  /** Number of the tensors' type: 0 F32, 1 F16, 12 Q4_K. */
  type: number;
  /** Bytes that the vocabulary takes. */
  vocabularyBytes?: number;
  weights?: number;
}): Uint8Array {
  const parts: Buffer[] = [Buffer.from('GGUF')];
  const uint32 = (value: number) => {
    const buffer = Buffer.alloc(4);
    buffer.writeUInt32LE(value);
    parts.push(buffer);
  };
  const uint64 = (value: number) => {
    const buffer = Buffer.alloc(8);
    buffer.writeBigUInt64LE(BigInt(value));
    parts.push(buffer);
  };
  const text = (value: string) => {
    uint64(Buffer.byteLength(value));
    parts.push(Buffer.from(value));
  };
  const numbers: Record<string, number> = {
    'llama.block_count': 2,
    'llama.embedding_length': 256,
    'llama.context_length': 4096,
    'llama.feed_forward_length': 512,
    'llama.attention.head_count': 4,
    'llama.attention.head_count_kv': 2,
  };
  const tensors = [
    { name: 'token_embd.weight', shape: [256, 1000] },
    { name: 'blk.0.attn_k.weight', shape: [256, 128] },
    { name: 'blk.1.attn_k.weight', shape: [256, 128] },
  ];
  uint32(3);
  uint64(tensors.length);
  uint64(Object.keys(numbers).length + 2);
  text('general.architecture');
  uint32(8);
  text('llama');
  for (const [key, value] of Object.entries(numbers)) {
    text(key);
    uint32(4);
    uint32(value);
  }
  text('tokenizer.ggml.tokens');
  uint32(9);
  uint32(8);
  uint64(1);
  text('x'.repeat(options.vocabularyBytes ?? 10));
  for (const { name, shape } of tensors) {
    text(name);
    uint32(shape.length);
    shape.forEach(uint64);
    uint32(options.type);
    uint64(0);
  }
  return Buffer.concat([...parts, Buffer.alloc(options.weights ?? 0, 1)]);
}
