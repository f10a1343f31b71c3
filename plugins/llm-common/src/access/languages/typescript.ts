import { javaScriptText as text } from '../literals';
import { endpoints, KEY_VARIABLE, ModelCall, samples } from '../ModelCall';

/** A call by the openai package of npm, for TypeScript and modules of JavaScript. */
export function typeScriptCode(call: ModelCall): string {
  const files = {
    transcription: "import { createReadStream } from 'node:fs';\n",
    speech: "import { writeFile } from 'node:fs/promises';\n",
  } as const;
  const imports =
    call.task in files ? files[call.task as keyof typeof files] : '';
  return `${imports}import OpenAI from 'openai';

const client = new OpenAI({
  baseURL: ${text(call.baseUrl)},
  apiKey: process.env.${KEY_VARIABLE},
});

${callOf(call)}
`;
}

function callOf({ task, model }: ModelCall): string {
  const name = text(model);
  switch (task) {
    case 'chat':
      return `const response = await client.chat.completions.create({
  model: ${name},
  messages: [{ role: 'user', content: ${text(samples.question)} }],
});
console.log(response.choices[0].message.content);`;
    case 'completion':
      return `const response = await client.completions.create({
  model: ${name},
  prompt: ${text(samples.beginning)},
  max_tokens: 16,
});
console.log(response.choices[0].text);`;
    case 'embedding':
      return `const response = await client.embeddings.create({
  model: ${name},
  input: ${text(samples.text)},
});
console.log(response.data[0].embedding.length, 'dimensions');`;
    case 'moderation':
      return `const response = await client.moderations.create({
  model: ${name},
  input: ${text(samples.text)},
});
console.log(response.results[0].flagged ? 'flagged' : 'not flagged');`;
    case 'rerank':
      return `// Not an operation of the OpenAI API: the client sends it as it stands.
const response = await client.post<{ results: unknown[] }>('${
        endpoints.rerank
      }', {
  body: {
    model: ${name},
    query: ${text(samples.query)},
    documents: [${samples.documents.map(text).join(', ')}],
  },
});
console.log(response.results);`;
    case 'image':
      return `const response = await client.images.generate({
  model: ${name},
  prompt: ${text(samples.picture)},
});
const picture = response.data?.[0];
console.log(picture?.url ?? \`\${picture?.b64_json?.length} characters of base64\`);`;
    case 'speech':
      return `const response = await client.audio.speech.create({
  model: ${name},
  voice: ${text(samples.voice)},
  input: ${text(samples.speech)},
});
await writeFile('${
        samples.sound
      }', Buffer.from(await response.arrayBuffer()));`;
    case 'transcription':
      return `const response = await client.audio.transcriptions.create({
  model: ${name},
  file: createReadStream('${samples.recording}'),
});
console.log(response.text);`;
    default:
      return unknownTask(task);
  }
}

function unknownTask(task: never): never {
  throw new TypeError(`There is no snippet for the task ${task}`);
}
