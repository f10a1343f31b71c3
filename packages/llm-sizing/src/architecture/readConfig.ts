import { failure, Issue, Result } from '@modelyard/llm-units';
import { Architecture } from './Architecture';
import { countFormats } from './countFormats';
import { readContextLength } from './contextLength';
import { describeLayers } from './describeLayers';
import { Fields, isRecord } from './config/Fields';
import { readDecoder } from './config/readDecoder';
import { TextContext, TextModel } from './config/TextModel';
import { families } from './families';
import { parseModelJson } from './files/parseModelJson';
import {
  describeTowers,
  partsOf,
  readParameters,
  withoutParameters,
} from './modelParameters';
import { countParameters } from './parts/Part';
import { readQuantization } from './quantization/readQuantization';
import { readTowers } from './readTowers';
import { activationBytes } from '../sizing/formats';
import { withoutAbsent } from './withoutAbsent';

/**
 * Reads a model's `config.json`, as it is published beside its weights, into what sizing needs: layers with what they keep
 * for each token, parameters computed from the shapes of all matrices, towers, and how the weights are quantised. It goes
 * by the fields that are there and by what the publisher's code for the `model_type` does; what the file does not say and
 * what is not known stays out of the result and is named in an issue.
 *
 * @param options - `config` is the content of `config.json`, parsed or as text; `hfQuantConfig` that of
 *   `hf_quant_config.json`, where there is one
 * @returns The architecture, with warnings; or the issues that make it impossible to say how large the model is
 * @public
 */
export function readConfig(options: {
  config: unknown;
  hfQuantConfig?: unknown;
}): Result<Architecture> {
  const parsed = parsedOrText(options.config);
  if (!parsed.ok) {
    return parsed;
  }
  if (!isRecord(parsed.value)) {
    return failure(
      'not-a-config',
      'must be the configuration of a model: an object with fields',
    );
  }
  const issues: Issue[] = [];
  const config = Fields.create({ values: parsed.value, issues });
  const value = readFields({
    config,
    beside: readBeside(options.hfQuantConfig, issues),
    issues,
  });
  return value && !issues.some(({ severity }) => severity === 'error')
    ? { ok: true, value, issues }
    : { ok: false, issues };
}

function parsedOrText(value: unknown): Result<unknown> {
  return typeof value === 'string'
    ? parseModelJson({ text: value })
    : { ok: true, value, issues: [] };
}

function readBeside(value: unknown, issues: Issue[]): Fields | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  const path = 'hf_quant_config';
  const parsed = parsedOrText(value);
  if (parsed.ok && isRecord(parsed.value)) {
    return Fields.create({ values: parsed.value, issues, path });
  }
  issues.push({
    path,
    code: 'not-a-config',
    message: 'must be an object with fields; it was left out',
    severity: 'warning',
  });
  return undefined;
}

/** Where the language part of a model stands, if it is not the model itself. */
const TEXT = [
  'text_config',
  'llm_config',
  'language_config',
  'language_model_config',
];

/** What the language part is where it does not say so (configuration files of the wrappers). */
const USUAL_TEXT: Readonly<Record<string, string>> = {
  llava: 'llama',
  llava_next: 'llama',
  llava_onevision: 'qwen2',
  paligemma: 'gemma',
  idefics3: 'llama',
  smolvlm: 'llama',
  gemma3: 'gemma3_text',
  gemma4: 'gemma4_text',
  llama4: 'llama4_text',
  mllama: 'mllama_text_model',
};

function readFields(options: {
  config: Fields;
  beside: Fields | undefined;
  issues: Issue[];
}): Architecture | undefined {
  const { config, beside } = options;
  // Models that hear and speak keep the part that thinks in an object of its own.
  const top = config.nested('thinker_config') ?? config;
  const text = top.nested(...TEXT) ?? top;
  const outer = top.text('model_type') ?? '';
  const modelType =
    text.text('model_type') ??
    (Object.hasOwn(USUAL_TEXT, outer) ? USUAL_TEXT[outer] : outer);

  const dtype = readDtype(text, top, config);
  const context: TextContext = {
    fields: text,
    modelType,
    activationBytes: dtype && activationBytes(),
    ...readTask(config, text),
    tied: top.flag('tie_word_embeddings'),
  };
  const model = readText(context);
  if (!model) {
    return undefined;
  }
  const towers = readTowers({ top, textSize: model.hiddenSize });
  const found = readQuantization({ config, text, beside });
  const contextLength =
    model.contextLength ?? readContextLength({ fields: text, modelType });
  for (const fields of new Set([config, top, text, beside])) {
    fields?.ignore('tie_word_embeddings', 'vocab_size');
  }
  config.reportUnread();
  beside?.reportUnread();

  const quantization = found.state === 'known' ? found.quantization : undefined;
  const described = withoutAbsent<Architecture>({
    parameters: readParameters(model, towers, options.issues),
    weightFormats:
      quantization &&
      countFormats({
        model,
        towers: partsOf(towers),
        quantization,
        // The engine computes in 16 bits where nothing is said, and keeps the rest in that.
        dtype: dtype ?? 'bf16',
      }),
    // Weights whose quantisation is unknown are not those that are left as they were.
    dtype: found.state === 'unknown' ? undefined : dtype,
    quantization: quantization?.format,
    quantizationGroup: quantization?.group,
    kvCacheFormat: quantization?.kvCacheFormat,
    hiddenSize: model.hiddenSize,
    vocabSize: model.vocabSize,
    tiedEmbeddings: model.tied,
    contextLength,
    embeddingDimensions: model.embeddingDimensions,
    layers: describeLayers(model.layers),
    towers: describeTowers(towers, dtype),
    predictionLayers: model.prediction && {
      count: model.prediction.count,
      parameters: countParameters(model.prediction.parts),
    },
  });
  return isGuess(modelType, options.issues)
    ? withoutParameters(described, options.issues)
    : described;
}

/** Whether a model that nobody knows has sizes that nobody knows. */
function isGuess(modelType: string, issues: readonly Issue[]): boolean {
  return (
    !families.some(({ modelTypes }) => modelTypes.includes(modelType)) &&
    issues.some(({ code }) => code === 'unknown-field')
  );
}

function readText(context: TextContext): TextModel | undefined {
  const { fields, modelType } = context;
  const family = families.find(({ modelTypes }) =>
    modelTypes.includes(modelType),
  );
  if (family) {
    return family.read(context);
  }
  const seen = modelType.slice(0, 60);
  if (fields.flag('is_encoder_decoder')) {
    return fields.unsupported(
      'model_type',
      `names a model with an encoder and a decoder that this reader does not know: "${seen}"`,
    );
  }
  fields.report({
    name: 'model_type',
    code: 'unknown-model-type',
    message: seen
      ? `names a model that this reader does not know ("${seen}"): it is read by its fields alone, as a decoder with gated feed-forward parts and no biases but those that it mentions, so that the number of parameters is an estimate`
      : 'is missing: the model is read by its fields alone, as a decoder with gated feed-forward parts and no biases but those that it mentions, so that the number of parameters is an estimate',
    severity: 'warning',
  });
  return readDecoder(context);
}

const DTYPES: Readonly<Record<string, NonNullable<Architecture['dtype']>>> = {
  float32: 'fp32',
  float16: 'fp16',
  half: 'fp16',
  bfloat16: 'bf16',
  float8_e4m3fn: 'fp8',
};

function readDtype(...places: Fields[]): Architecture['dtype'] {
  const names = places.flatMap(
    fields => fields.text('dtype', 'torch_dtype') ?? [],
  );
  const name = names[0]?.replace(/^torch\./, '');
  if (name !== undefined && Object.hasOwn(DTYPES, name)) {
    return DTYPES[name];
  }
  places[0].report({
    name: 'dtype',
    code: name === undefined ? 'missing-field' : 'unknown-format',
    message:
      name === undefined
        ? 'is missing, so the number format of what is not quantised is unknown'
        : `names a number format that sizing does not know: "${name.slice(
            0,
            40,
          )}"`,
    severity: 'warning',
  });
  return undefined;
}

const SCORES = /For(?:Sequence|Token)Classification$|RewardModel$/;
const TOKENS = /LMHeadModel$|For(?:CausalLM|ConditionalGeneration|MaskedLM)$/;

/** What a model returns, by the name of its class: tokens where it is not said. */
function readTask(config: Fields, text: Fields) {
  const classes = config.list('architectures') ?? text.list('architectures');
  const name = String(classes?.[0] ?? 'ForCausalLM');
  const returnsScore = SCORES.test(name);
  const returnsVectors =
    !returnsScore && !TOKENS.test(name) && /Model$/.test(name);
  return {
    // A class without a matrix for writing tokens gives its last state away.
    writesTokens: !returnsScore && !returnsVectors,
    returnsVectors,
  };
}
