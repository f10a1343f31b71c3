import { jsonText, shellWord } from '../literals';
import { endpoints, KEY_VARIABLE, ModelCall, samples } from '../ModelCall';

/** A call by curl, for a POSIX shell. */
export function curlCode(call: ModelCall): string {
  return [
    'curl --fail-with-body --silent --show-error',
    shellWord(`${call.baseUrl}${endpoints[call.task]}`),
    `--header "Authorization: Bearer $${KEY_VARIABLE}"`,
    ...bodyOf(call),
  ]
    .join(' \\\n  ')
    .concat('\n');
}

function bodyOf({ task, model }: ModelCall): string[] {
  const name = jsonText(model);
  const json = (fields: string) => [
    "--header 'Content-Type: application/json'",
    `--data ${shellWord(`{"model": ${name}, ${fields}}`)}`,
  ];
  switch (task) {
    case 'chat':
      return json(
        `"messages": [{"role": "user", "content": ${jsonText(
          samples.question,
        )}}]`,
      );
    case 'completion':
      return json(`"prompt": ${jsonText(samples.beginning)}, "max_tokens": 16`);
    case 'embedding':
    case 'moderation':
      return json(`"input": ${jsonText(samples.text)}`);
    case 'rerank':
      return json(
        `"query": ${jsonText(samples.query)}, "documents": [${samples.documents
          .map(jsonText)
          .join(', ')}]`,
      );
    case 'image':
      return json(`"prompt": ${jsonText(samples.picture)}`);
    case 'speech':
      return [
        ...json(
          `"voice": ${jsonText(samples.voice)}, "input": ${jsonText(
            samples.speech,
          )}`,
        ),
        `--output ${samples.sound}`,
      ];
    case 'transcription':
      return [
        // A value of --form that begins with @ would be the name of a file.
        `--form-string ${shellWord(`model=${model}`)}`,
        `--form file=@${samples.recording}`,
      ];
    default:
      return unknownTask(task);
  }
}

function unknownTask(task: never): never {
  throw new TypeError(`There is no snippet for the task ${task}`);
}
