import { ModelTask } from '../kinds/model/types.generated';
import { curlCode } from './languages/curl';
import { goCode } from './languages/go';
import { pythonCode } from './languages/python';
import { typeScriptCode } from './languages/typescript';
import { jsonText } from './literals';
import { KEY_VARIABLE, ModelCall } from './ModelCall';

/**
 * What stands in a snippet for what nobody knows; each is to be replaced by the person who uses it.
 *
 * @public
 */
export const snippetPlaceholders = {
  /** Of the address of the gateway or the server. */
  baseUrl: 'https://REPLACE-WITH-THE-ADDRESS/v1',
  /** Of the name under which a model is served. */
  model: 'REPLACE-WITH-THE-MODEL-NAME',
} as const;

/**
 * The Kubernetes Secret that holds a key of the gateway.
 *
 * @public
 */
export interface KeySecret {
  /** Name of the Secret, in the namespace of its user. */
  name: string;
  /** Name of the entry in it. */
  key: string;
}

/**
 * A program, or a part of a manifest, to copy.
 *
 * @public
 */
export interface ClientSnippet {
  /** Which it is. */
  id: 'secret' | 'curl' | 'python' | 'typescript' | 'go';
  /** Name of the language, as people write it. */
  title: string;
  /** Name of the language, as highlighters take it. */
  language: 'yaml' | 'bash' | 'python' | 'typescript' | 'go';
  /** Shell command that installs what it needs; absent where it needs nothing. */
  install?: string;
  /** The text, with a line feed at its end. */
  code: string;
}

/**
 * Snippets that call a model, and what stands in them for what is not known.
 *
 * @public
 */
export interface ClientSnippets {
  /** First the part of a manifest that hands over the key, then a program for each language. */
  snippets: ClientSnippet[];
  /** Which of the placeholders are in them. */
  placeholders: Array<keyof typeof snippetPlaceholders>;
}

/**
 * How a client calls a model through an API as OpenAI has it: in four languages, each with the key from an environment
 * variable that comes from a Kubernetes Secret by reference. No snippet holds a key. Whatever a name consists of, it
 * stays a text in each language.
 *
 * @param options - `baseUrl` is the address that the paths of the API are appended to, such as
 *   `https://llm.example.com/v1`; `model` is the name to send. Where one is not known a placeholder stands for it
 * @public
 */
export function clientSnippets(options: {
  task: ModelTask;
  model?: string;
  baseUrl?: string;
  secret: KeySecret;
}): ClientSnippets {
  const { task, model, baseUrl, secret } = options;
  const call: ModelCall = {
    task,
    model: model ?? snippetPlaceholders.model,
    baseUrl: (baseUrl ?? snippetPlaceholders.baseUrl).replace(/\/+$/, ''),
  };
  return {
    snippets: [
      {
        id: 'secret',
        title: 'Kubernetes',
        language: 'yaml',
        code: secretCode(secret),
      },
      { id: 'curl', title: 'curl', language: 'bash', code: curlCode(call) },
      {
        id: 'python',
        title: 'Python',
        language: 'python',
        install: 'pip install openai',
        code: pythonCode(call),
      },
      {
        id: 'typescript',
        title: 'TypeScript and JavaScript',
        language: 'typescript',
        install: 'npm install openai',
        code: typeScriptCode(call),
      },
      {
        id: 'go',
        title: 'Go',
        language: 'go',
        install: 'go get github.com/openai/openai-go/v3',
        code: goCode(call),
      },
    ],
    placeholders: [
      ...(baseUrl === undefined ? (['baseUrl'] as const) : []),
      ...(model === undefined ? (['model'] as const) : []),
    ],
  };
}

function secretCode({ name, key }: KeySecret): string {
  return `env:
  - name: ${KEY_VARIABLE}
    valueFrom:
      secretKeyRef:
        name: ${jsonText(name)}
        key: ${jsonText(key)}
`;
}
