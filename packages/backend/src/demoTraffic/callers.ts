/** When people or programs call. */
export type DayShape = 'office' | 'shop' | 'shifts' | 'nights';

/** The sizes of a call: what is usual of each. */
export interface CallSizes {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** How much of the input a cache has, from 0 to 1. */
  readonly cached?: number;
  readonly audioSeconds?: number;
  readonly images?: number;
  readonly texts?: number;
  readonly documents?: number;
}

/** Who calls which model how often. */
export interface Caller {
  /** The consumer as its gateway key names it: a component of examples/, or a key that nobody knows. */
  readonly consumer: string;
  /** The Model of examples/. */
  readonly model: string;
  /** The name under which it is asked for. */
  readonly asks: string;
  readonly operation: string;
  readonly provider: string;
  /** Calls of a working day. */
  readonly perDay: number;
  readonly shape: DayShape;
  readonly sizes: CallSizes;
  /** Seconds until the first token, or until there is an answer where it has no tokens. */
  readonly first: number;
  /** Seconds for each further token. */
  readonly perToken?: number;
  /** Whether its own program reports its calls as well. */
  readonly reports?: boolean;
  /** Whether it calls the engine and not the gateway. */
  readonly direct?: boolean;
  /** Whether guardrails check what it asks. */
  readonly guarded?: boolean;
}

type Details = Omit<Caller, 'consumer' | 'model' | 'asks' | 'operation'>;

const own = 'openai';

function chat(
  consumer: string,
  model: string,
  asks: string,
  details: Partial<Details> & Pick<Details, 'perDay' | 'sizes'>,
): Caller {
  return {
    consumer: component(consumer),
    model: modelRef(model),
    asks,
    operation: 'chat',
    provider: own,
    shape: 'office',
    first: 0.28,
    perToken: 0.021,
    ...details,
    // Engines say how much a cache had, also where that was nothing.
    sizes: { cached: 0, ...details.sizes },
  };
}

function other(
  operation: string,
  consumer: string,
  model: string,
  asks: string,
  details: Partial<Details> & Pick<Details, 'perDay' | 'sizes' | 'first'>,
): Caller {
  return {
    consumer: component(consumer),
    model: modelRef(model),
    asks,
    operation,
    provider: own,
    shape: 'office',
    ...details,
  };
}

function component(name: string): string {
  return name.includes('/') ? `component:${name}` : `component:default/${name}`;
}

function modelRef(name: string): string {
  return name.includes('/') ? `model:${name}` : `model:default/${name}`;
}

/** Whoever uses a model of Lindhaven, as examples/ has them, and some who should not. */
export const callers: readonly Caller[] = [
  chat('support-bot', 'qwen3-32b', 'assistant-large', {
    perDay: 260,
    shape: 'shop',
    sizes: { inputTokens: 24_000, outputTokens: 520, cached: 0.55 },
    reports: true,
    guarded: true,
  }),
  chat('support-bot', 'support-tone', 'service-desk', {
    perDay: 90,
    shape: 'shop',
    sizes: { inputTokens: 1_900, outputTokens: 240, cached: 0.3 },
    first: 0.12,
    perToken: 0.009,
    guarded: true,
  }),
  other('embeddings', 'support-bot', 'bge-m3', 'embedding-default', {
    perDay: 260,
    shape: 'shop',
    sizes: { inputTokens: 60, texts: 1 },
    first: 0.03,
  }),
  other('moderation', 'support-bot', 'content-guard', 'moderation-default', {
    perDay: 300,
    shape: 'shop',
    sizes: { inputTokens: 350, texts: 1 },
    first: 0.05,
  }),
  chat('order-chat', 'qwen3-8b', 'assistant-small', {
    perDay: 240,
    shape: 'shop',
    sizes: { inputTokens: 6_500, outputTokens: 260, cached: 0.4 },
    first: 0.14,
    perToken: 0.01,
    guarded: true,
  }),
  other(
    'transcription',
    'call-summaries',
    'whisper-large-v3',
    'transcribe-default',
    {
      perDay: 60,
      sizes: { audioSeconds: 240 },
      first: 9,
    },
  ),
  chat('call-summaries', 'qwen3-8b', 'assistant-small', {
    perDay: 60,
    sizes: { inputTokens: 5_600, outputTokens: 420 },
    first: 0.16,
    perToken: 0.01,
  }),
  chat('driver-helpdesk', 'llama-3-1-70b', 'llama-3.1-70b', {
    perDay: 70,
    shape: 'shifts',
    sizes: { inputTokens: 11_500, outputTokens: 380 },
    first: 0.55,
    perToken: 0.032,
    reports: true,
    guarded: true,
  }),
  other(
    'transcription',
    'voice-notes',
    'whisper-large-v3',
    'whisper-large-v3',
    {
      perDay: 130,
      shape: 'shifts',
      sizes: { audioSeconds: 24 },
      first: 1.1,
    },
  ),
  other('embeddings', 'search-api', 'bge-m3', 'embedding-default', {
    perDay: 330,
    shape: 'shop',
    sizes: { inputTokens: 24, texts: 1 },
    first: 0.025,
    reports: true,
  }),
  other('rerank', 'search-api', 'bge-reranker-v2-m3', 'rerank-default', {
    perDay: 280,
    shape: 'shop',
    sizes: { documents: 40 },
    first: 0.09,
    reports: true,
  }),
  other('embeddings', 'search-indexer', 'bge-m3', 'embedding-default', {
    perDay: 70,
    shape: 'nights',
    sizes: { inputTokens: 21_000, texts: 64 },
    first: 1.4,
  }),
  other(
    'text_completion',
    'address-cleaner',
    'llama-3-1-8b',
    'completion-small',
    {
      perDay: 190,
      shape: 'nights',
      sizes: { inputTokens: 420, outputTokens: 60 },
      first: 0.1,
      perToken: 0.008,
    },
  ),
  chat('damage-inspector', 'qwen3-vl-8b', 'picture-reader', {
    perDay: 55,
    sizes: { inputTokens: 7_400, outputTokens: 220 },
    first: 0.4,
    perToken: 0.012,
    guarded: true,
  }),
  chat('claim-letters', 'qwen3-32b', 'assistant-large', {
    perDay: 45,
    sizes: { inputTokens: 17_000, outputTokens: 1_200, cached: 0.2 },
    guarded: true,
  }),
  chat('cv-ranker', 'qwen3-32b', 'qwen3-32b', {
    perDay: 14,
    sizes: { inputTokens: 26_000, outputTokens: 600 },
  }),
  other('rerank', 'cv-ranker', 'bge-reranker-v2-m3', 'rerank-default', {
    perDay: 14,
    sizes: { documents: 60 },
    first: 0.14,
  }),
  chat(
    'customs/tariff-service',
    'customs/tariff-classifier',
    'tariff-classifier',
    {
      perDay: 85,
      sizes: { inputTokens: 900, outputTokens: 24 },
      first: 0.1,
      perToken: 0.008,
    },
  ),
  chat('report-writer', 'gpt-4-1', 'report-large', {
    perDay: 26,
    provider: 'azure.ai.openai',
    sizes: { inputTokens: 82_000, outputTokens: 3_200, cached: 0.25 },
    first: 0.8,
    perToken: 0.016,
    reports: true,
  }),
  other('image_generation', 'campaign-studio', 'gpt-image-1', 'gpt-image-1', {
    perDay: 9,
    provider: 'azure.ai.openai',
    sizes: { images: 3 },
    first: 14,
  }),
  // Goes around the gateway, which therefore knows less than the engine.
  chat('research/route-lab', 'research/qwen3-30b-a3b', 'qwen3-30b-a3b', {
    perDay: 35,
    sizes: { inputTokens: 5_200, outputTokens: 1_100 },
    first: 0.9,
    perToken: 0.014,
    direct: true,
  }),
  chat('load-test', 'qwen3-32b', 'qwen3-32b', {
    perDay: 12,
    sizes: { inputTokens: 2_000, outputTokens: 400 },
    direct: true,
  }),
  // Uses a model and says so nowhere.
  chat('mail-translator', 'qwen3-8b', 'assistant-small', {
    perDay: 38,
    sizes: { inputTokens: 1_300, outputTokens: 520 },
    first: 0.14,
    perToken: 0.01,
  }),
  // A key that somebody handed out and nobody remembers.
  {
    ...chat('unknown', 'qwen3-32b', 'assistant-large', {
      perDay: 16,
      sizes: { inputTokens: 38_000, outputTokens: 1_600 },
    }),
    consumer: 'tmp-42',
  },
];
