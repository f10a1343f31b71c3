import { InputError } from '@backstage/errors';
import { describeUrl } from './describeUrl';

/** `json` is an answer of an API, `text` a small file as servers of files send it, `bytes` the beginning of weights. */
export type ContentKind = 'json' | 'text' | 'bytes';

const FILE =
  /^(?:application|binary)\/(?:octet-stream|x-[\w.+-]+|vnd\.[\w.+-]+|gguf)$/;
const JSON_TYPE = /^application\/(?:json|[\w.+-]+\+json)$/;
const TEXT = /^text\/(?!html$)/;

const TYPES: Readonly<Record<ContentKind, readonly RegExp[]>> = {
  json: [JSON_TYPE],
  text: [JSON_TYPE, TEXT, FILE],
  // Weights begin with what no text does.
  bytes: [FILE, TEXT],
};

const NAMES: Readonly<Record<ContentKind, string>> = {
  json: 'JSON',
  text: 'a file',
  bytes: 'a file with weights',
};

/**
 * Refuses an answer that is something else than what was asked for, such as the sign-in page of a proxy. An answer without
 * a type passes: what it holds is checked anyway.
 *
 * @throws InputError
 */
export function checkContentType(options: {
  type: string | null;
  kind: ContentKind;
  url: URL;
}): void {
  const { type, kind, url } = options;
  const essence = type?.split(';')[0].trim().toLowerCase();
  if (essence && !TYPES[kind].some(pattern => pattern.test(essence))) {
    throw new InputError(
      `${describeUrl(url)} answers with ${
        essence === 'text/html' ? 'a web page' : essence.slice(0, 60)
      } instead of ${NAMES[kind]}`,
    );
  }
}
