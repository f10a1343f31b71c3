import { kvCacheFormats } from '@modelyard/llm-sizing';
import { z } from 'zod/v3';
import { dnsLabel, envName, line, secretKey, version } from '../objects/fields';

/** The ranks that vLLM has kernels for (its LoRAConfig). */
const LORA_RANKS: readonly number[] = [1, 8, 16, 32, 64, 128, 256, 320, 512];

/** The fields of a pod that a variable can have. */
const POD_FIELD =
  /^(metadata\.(name|namespace|uid|(labels|annotations)\['[-\w./]+'\])|spec\.(nodeName|serviceAccountName)|status\.(hostIPs?|podIPs?))$/;

const positive = z.number().int().min(1).max(1_000_000_000);

/** An adapter that is served beside its base. */
const adapterSchema = z
  .object({
    name: z
      .string()
      .regex(
        /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
        'must consist of letters, digits, hyphens, underscores and dots',
      )
      .refine(name => !name.includes('..'), {
        message: 'must not have two dots in a row, since paths are made of it',
      })
      .describe('Name that clients ask for it by.'),
    uri: line
      .regex(
        /^[a-z][a-z0-9+.-]*:\S+$/,
        'must be a location such as hf://org/adapter',
      )
      .describe('Where its weights are.'),
    rank: positive.max(512).optional().describe('Rank of the adapter.'),
  })
  .strict();

/**
 * How the engine (vLLM) is told to run a model. Absent fields are left to the engine's own default.
 *
 * @public
 */
export const engineSchema = z
  .object({
    image: line
      .min(1)
      .optional()
      .describe('Image of the engine; the one of the target where absent.'),
    version: version
      .optional()
      .describe('Version of vLLM, where the tag of its image does not say it.'),
    tensorParallel: positive.default(1).describe('GPUs that share each layer.'),
    pipelineParallel: positive
      .default(1)
      .describe('Groups of GPUs that share the layers.'),
    dataParallel: positive
      .default(1)
      .describe('Copies of the model that one server spreads requests over.'),
    expertParallel: z
      .boolean()
      .default(false)
      .describe('Spread the experts of a mixture over the GPUs.'),
    decodeContextParallel: positive
      .optional()
      .describe('GPUs that share the context of a request while it answers.'),
    maxModelLen: positive
      .optional()
      .describe('Most tokens of a request, prompt and answer together.'),
    gpuMemoryUtilization: z
      .number()
      .gt(0)
      .max(1)
      .default(0.92)
      .describe('Share of the GPU memory that the engine may use.'),
    maxNumSeqs: positive.optional().describe('Most requests at the same time.'),
    maxNumBatchedTokens: positive
      .optional()
      .describe('Most tokens of one step.'),
    kvCacheDtype: z
      .enum(kvCacheFormats)
      .default('auto')
      .describe('How the context of requests is stored.'),
    quantization: line
      .min(1)
      .optional()
      .describe(
        'Quantisation while loading; the checkpoint says it itself where absent.',
      ),
    dtype: z
      .enum(['auto', 'bfloat16', 'float16', 'float32'])
      .default('auto')
      .describe('Number type of activations.'),
    prefixCaching: z
      .boolean()
      .default(true)
      .describe('Reuse what requests begin with in common.'),
    prefixCachingHash: z
      .enum(['sha256', 'sha256_cbor'])
      .optional()
      .describe(
        'Hash of reused beginnings. Faster ones that collide are not offered: tenants could see each other.',
      ),
    chunkedPrefill: z
      .boolean()
      .optional()
      .describe('Mix long prompts with answers that are being written.'),
    kvOffload: z
      .object({
        sizeGib: z
          .number()
          .gt(0)
          .describe('Host memory in GiB for context that leaves the GPU.'),
        backend: z.enum(['native', 'lmcache']).default('native'),
      })
      .strict()
      .optional()
      .describe('Move unused context to the memory of the host.'),
    lora: z
      .object({
        adapters: z.array(adapterSchema).min(1),
        maxLoras: positive.default(1).describe('Most adapters in one step.'),
        maxRank: z
          .number()
          .refine(rank => LORA_RANKS.includes(rank), {
            message: `must be one of ${LORA_RANKS.join(', ')}`,
          })
          .default(16)
          .describe('Highest rank of an adapter.'),
        maxCpuLoras: positive.optional(),
      })
      .strict()
      .optional()
      .describe('Adapters that are served beside the model.'),
    speculative: z
      .object({
        method: z.enum([
          'ngram',
          'eagle',
          'eagle3',
          'medusa',
          'mlp_speculator',
          'draft_model',
          'suffix',
          'mtp',
        ]),
        model: line.min(1).optional().describe('The draft model.'),
        tokens: positive.max(16).describe('Tokens that are guessed at a time.'),
        draftTensorParallel: positive.optional(),
      })
      .strict()
      .optional()
      .describe('Guess several tokens ahead.'),
    toolCallParser: line
      .min(1)
      .optional()
      .describe('Reads tool calls out of answers, such as hermes.'),
    reasoningParser: line
      .min(1)
      .optional()
      .describe('Reads the reasoning out of answers, such as qwen3.'),
    chatTemplate: line
      .min(1)
      .optional()
      .describe('Path of a chat template in the image or a volume.'),
    task: z
      .enum(['generate', 'embed', 'score', 'transcription'])
      .default('generate')
      .describe('What the model is asked for.'),
    trustRemoteCode: z
      .boolean()
      .default(false)
      .describe("Run code out of the model's repository."),
    enforceEager: z
      .boolean()
      .default(false)
      .describe('Do without CUDA graphs: less memory, more latency.'),
    extraArgs: z
      .array(
        line.regex(
          /^--[a-z0-9][-a-z0-9.]*(=.*)?$/,
          'must be a flag such as --seed=1',
        ),
      )
      .default([])
      .describe('Further flags of the engine, as they are.'),
    extraEnv: z
      .array(
        z
          .object({
            name: envName,
            value: line.optional(),
            secret: secretKey.optional(),
            field: z
              .string()
              .max(4096, 'must have at most 4096 characters')
              .regex(POD_FIELD, 'must be a field such as status.podIP')
              .optional()
              .describe('Field of the pod, such as status.podIP.'),
          })
          .strict(),
      )
      .default([])
      .describe('Further environment variables of the engine.'),
  })
  .strict();

/**
 * How the engine is told to run a model, with defaults filled in.
 *
 * @public
 */
export type EngineInput = z.output<typeof engineSchema>;

/**
 * Where weights come from, and with which Secret.
 *
 * @public
 */
export const sourceSchema = z
  .object({
    uri: line
      .regex(
        /^[a-z][a-z0-9+.-]*:\S+$/,
        'must be a location such as hf://org/model',
      )
      .describe('Where the weights are: hf://, oci://, s3:// or pvc://.'),
    revision: line.min(1).optional().describe('Commit or tag of the weights.'),
    token: secretKey
      .optional()
      .describe('Secret with the token for a gated model.'),
    imagePullSecret: dnsLabel
      .optional()
      .describe('Secret for a private registry.'),
  })
  .strict();

/**
 * Where weights come from, with defaults filled in.
 *
 * @public
 */
export type SourceInput = z.output<typeof sourceSchema>;
