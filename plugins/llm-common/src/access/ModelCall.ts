import { ModelTask } from '../kinds/model/types.generated';

/** What a snippet needs to know of a call. */
export interface ModelCall {
  /** What the model does. */
  task: ModelTask;
  /** Name to send, as it is served. */
  model: string;
  /** Address that the paths of the OpenAI API are appended to, without a slash at its end. */
  baseUrl: string;
}

/** The environment variable that holds the key in every snippet. */
export const KEY_VARIABLE = 'LLM_API_KEY';

/** What is sent to try a model. */
export const samples = {
  question: 'Say hello in one sentence.',
  beginning: 'The capital of France is',
  text: 'The parcel arrived a day late.',
  query: 'late deliveries',
  documents: ['The parcel arrived a day late.', 'The invoice is correct.'],
  picture: 'A lighthouse at dawn',
  speech: 'Hello, this is a test.',
  recording: 'recording.wav',
  sound: 'speech.mp3',
  voice: 'alloy',
} as const;

/** The path of the OpenAI API for each task, below the base address. */
export const endpoints: Readonly<Record<ModelTask, string>> = {
  chat: '/chat/completions',
  completion: '/completions',
  embedding: '/embeddings',
  rerank: '/rerank',
  transcription: '/audio/transcriptions',
  speech: '/audio/speech',
  image: '/images/generations',
  moderation: '/moderations',
};
