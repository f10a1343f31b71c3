import { longText as text } from '../literals';
import { endpoints, KEY_VARIABLE, ModelCall, samples } from '../ModelCall';

/** A call by the openai package of Python. */
export function pythonCode(call: ModelCall): string {
  return `import os

from openai import OpenAI

client = OpenAI(
    base_url=${text(call.baseUrl)},
    api_key=os.environ["${KEY_VARIABLE}"],
)

${callOf(call)}
`;
}

function callOf({ task, model }: ModelCall): string {
  const name = text(model);
  switch (task) {
    case 'chat':
      return `response = client.chat.completions.create(
    model=${name},
    messages=[{"role": "user", "content": ${text(samples.question)}}],
)
print(response.choices[0].message.content)`;
    case 'completion':
      return `response = client.completions.create(
    model=${name},
    prompt=${text(samples.beginning)},
    max_tokens=16,
)
print(response.choices[0].text)`;
    case 'embedding':
      return `response = client.embeddings.create(
    model=${name},
    input=${text(samples.text)},
)
print(len(response.data[0].embedding), "dimensions")`;
    case 'moderation':
      return `response = client.moderations.create(
    model=${name},
    input=${text(samples.text)},
)
print("flagged" if response.results[0].flagged else "not flagged")`;
    case 'rerank':
      return `# Not an operation of the OpenAI API: the client sends it as it stands.
response = client.post(
    "${endpoints.rerank}",
    cast_to=object,
    body={
        "model": ${name},
        "query": ${text(samples.query)},
        "documents": [${samples.documents.map(text).join(', ')}],
    },
)
print(response["results"])`;
    case 'image':
      return `response = client.images.generate(
    model=${name},
    prompt=${text(samples.picture)},
)
picture = response.data[0]
print(picture.url or f"{len(picture.b64_json)} characters of base64")`;
    case 'speech':
      return `with client.audio.speech.with_streaming_response.create(
    model=${name},
    voice=${text(samples.voice)},
    input=${text(samples.speech)},
) as response:
    response.stream_to_file("${samples.sound}")`;
    case 'transcription':
      return `with open("${samples.recording}", "rb") as recording:
    response = client.audio.transcriptions.create(
        model=${name},
        file=recording,
    )
print(response.text)`;
    default:
      return unknownTask(task);
  }
}

function unknownTask(task: never): never {
  throw new TypeError(`There is no snippet for the task ${task}`);
}
