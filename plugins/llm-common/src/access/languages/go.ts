import { longText as text } from '../literals';
import { endpoints, KEY_VARIABLE, ModelCall, samples } from '../ModelCall';

/** A call by the openai-go module. */
export function goCode(call: ModelCall): string {
  const { imports = [], code } = callOf(call);
  const standard = ['context', 'log', 'os', ...imports].sort();
  return `package main

import (
${standard.map(name => `\t"${name}"\n`).join('')}
\t"github.com/openai/openai-go/v3"
\t"github.com/openai/openai-go/v3/option"
)

func main() {
\tclient := openai.NewClient(
\t\toption.WithBaseURL(${text(`${call.baseUrl}/`)}),
\t\toption.WithAPIKey(os.Getenv("${KEY_VARIABLE}")),
\t)
${code.replace(/^(?=.)/gm, '\t')}
}
`;
}

const STOP = `if err != nil {
\tlog.Fatal(err)
}`;

interface Call {
  /** Beyond those that every call has. */
  imports?: string[];
  code: string;
}

function callOf({ task, model }: ModelCall): Call {
  const name = text(model);
  switch (task) {
    case 'chat':
      return print(
        'response.Choices[0].Message.Content',
        `response, err := client.Chat.Completions.New(context.Background(), openai.ChatCompletionNewParams{
\tModel: ${name},
\tMessages: []openai.ChatCompletionMessageParamUnion{
\t\topenai.UserMessage(${text(samples.question)}),
\t},
})`,
      );
    case 'completion':
      return print(
        'response.Choices[0].Text',
        `response, err := client.Completions.New(context.Background(), openai.CompletionNewParams{
\tModel:     ${name},
\tPrompt:    openai.CompletionNewParamsPromptUnion{OfString: openai.String(${text(
          samples.beginning,
        )})},
\tMaxTokens: openai.Int(16),
})`,
      );
    case 'embedding':
      return print(
        'len(response.Data[0].Embedding), "dimensions"',
        `response, err := client.Embeddings.New(context.Background(), openai.EmbeddingNewParams{
\tModel: ${name},
\tInput: openai.EmbeddingNewParamsInputUnion{OfString: openai.String(${text(
          samples.text,
        )})},
})`,
      );
    case 'moderation':
      return print(
        '"flagged:", response.Results[0].Flagged',
        `response, err := client.Moderations.New(context.Background(), openai.ModerationNewParams{
\tModel: ${name},
\tInput: openai.ModerationNewParamsInputUnion{OfString: openai.String(${text(
          samples.text,
        )})},
})`,
      );
    case 'rerank':
      return print(
        'response["results"]',
        `// Not an operation of the OpenAI API: the client sends it as it stands.
var response map[string]any
err := client.Post(context.Background(), "${endpoints.rerank.slice(
          1,
        )}", map[string]any{
\t"model":     ${name},
\t"query":     ${text(samples.query)},
\t"documents": []string{${samples.documents.map(text).join(', ')}},
}, &response)`,
      );
    case 'image':
      return print(
        'response.Data[0].URL, len(response.Data[0].B64JSON), "characters of base64"',
        `response, err := client.Images.Generate(context.Background(), openai.ImageGenerateParams{
\tModel:  ${name},
\tPrompt: ${text(samples.picture)},
})`,
      );
    case 'speech':
      return {
        imports: ['io'],
        code: `response, err := client.Audio.Speech.New(context.Background(), openai.AudioSpeechNewParams{
\tModel: ${name},
\tVoice: openai.AudioSpeechNewParamsVoiceUnion{OfString: openai.String(${text(
          samples.voice,
        )})},
\tInput: ${text(samples.speech)},
})
${STOP}
defer response.Body.Close()
sound, err := io.ReadAll(response.Body)
${STOP}
if err := os.WriteFile("${samples.sound}", sound, 0o644); err != nil {
\tlog.Fatal(err)
}`,
      };
    case 'transcription':
      return print(
        'response.Text',
        `recording, err := os.Open("${samples.recording}")
${STOP}
defer recording.Close()
response, err := client.Audio.Transcriptions.New(context.Background(), openai.AudioTranscriptionNewParams{
\tModel: ${name},
\tFile:  recording,
})`,
      );
    default:
      return unknownTask(task);
  }
}

function print(what: string, code: string): Call {
  return {
    imports: ['fmt'],
    code: `${code}\n${STOP}\nfmt.Println(${what})`,
  };
}

function unknownTask(task: never): never {
  throw new TypeError(`There is no snippet for the task ${task}`);
}
