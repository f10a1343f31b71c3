/**
 * What a file of a model is for.
 *
 * @public
 */
export type ModelFileRole =
  | 'config'
  | 'index'
  | 'weights'
  | 'tokenizer'
  | 'chat-template';

const CONFIG =
  /^(?:config|generation_config|adapter_config|params|(?:hf_)?quant_config|quantize_config|quantization_config|(?:pre)?processor_config|preprocessor_config)\.json$/;
const INDEX = /\.index\.json$/;
const TOKENIZER =
  /^(?:tokenizer[\w.-]*|special_tokens_map\.json|added_tokens\.json|vocab\.(?:json|txt)|merges\.txt|tekken\.json|spiece\.model|[\w.-]*\.tiktoken|tiktoken\.model|sentencepiece[\w.-]*\.model)$/;
const CHAT_TEMPLATE =
  /^(?:chat_template\.(?:jinja|json)|additional_chat_templates\/[^/]+\.jinja)$/;

/** The role of a file that lies beside the weights, by its path; undefined for what serving does not read. */
export function roleOf(path: string): ModelFileRole | undefined {
  if (CHAT_TEMPLATE.test(path)) {
    return 'chat-template';
  }
  if (path.includes('/')) {
    return undefined;
  }
  if (CONFIG.test(path)) {
    return 'config';
  }
  if (INDEX.test(path)) {
    return 'index';
  }
  return TOKENIZER.test(path) ? 'tokenizer' : undefined;
}
