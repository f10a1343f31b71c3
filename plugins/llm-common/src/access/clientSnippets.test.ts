import type { Tree } from '@lezer/common';
import { parser as goParser } from '@lezer/go';
import { parser as pythonParser } from '@lezer/python';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import ts from 'typescript';
import { parse } from 'yaml';
import { ModelTask } from '../kinds/model/types.generated';
import { taskUnits } from '../kinds/model/taskUnits';
import { clientSnippets, ClientSnippet, snippetPlaceholders } from '.';
import { endpoints, samples } from './ModelCall';

const tasks = Object.keys(taskUnits) as ModelTask[];
const secret = { name: 'llm-api-key', key: 'key' };
const baseUrl = 'https://llm.acme.example/v1';

/** Names that would end a text, start a comment, run a command, read a file or hide something. */
const nasty = [
  `it's"quoted"`,
  `'; touch /tmp/never; '`,
  '$(id) `id` $HOME ${HOME}',
  '\\',
  '\\"',
  '"""',
  'a\nb\r\nc',
  '*/ // # --',
  '@/etc/passwd',
  '</script>```',
  '\u202egnp.exe\u0000\u007f',
  '\u2028line\u2029',
  '\ufeffé🚀\u{e0041}',
  '\ud800',
];

/** As the snippets have a name: half of a character is nobody's. */
const whole = (model: string) => model.replace('\ud800', '\ufffd');

function snippet(
  id: ClientSnippet['id'],
  task: ModelTask,
  model = 'qwen3-32b',
): string {
  const { snippets } = clientSnippets({ task, model, baseUrl, secret });
  return snippets.find(candidate => candidate.id === id)!.code;
}

/** The arguments that a shell gives to curl. */
function curlArguments(code: string): string[] {
  const output = execFileSync(
    'sh',
    ['-euc', `curl() { printf '%s\\0' "$@"; }\n${code}`],
    { env: { PATH: process.env.PATH, LLM_API_KEY: 'sk-test' } },
  );
  return output.toString().split('\0').slice(0, -1);
}

function optionsOf(args: string[], name: string): string[] {
  return args.filter((_, index) => args[index - 1] === name);
}

/** The texts of a program; fails where it is none. */
function textsOf(
  parser: { parse: (code: string) => Tree },
  code: string,
): string[] {
  const texts: string[] = [];
  parser.parse(code).iterate({
    enter: ({ name, from, to, type }) => {
      if (type.isError) {
        throw new Error(`No program:\n${code.slice(0, from)}<HERE>`);
      }
      if (name === 'String') {
        texts.push(code.slice(from, to));
      }
    },
  });
  return texts;
}

/** What a text of Python or Go means. */
function read(literal: string): string {
  return JSON.parse(
    literal.replace(/\\(U[0-9a-f]{8}|.)/gs, (escape, what: string) =>
      what.length > 1
        ? JSON.stringify(
            String.fromCodePoint(Number.parseInt(what.slice(1), 16)),
          ).slice(1, -1)
        : escape,
    ),
  );
}

/** The texts of a module of TypeScript; fails where it is none. */
function textsOfModule(code: string): string[] {
  const { diagnostics } = ts.transpileModule(code, {
    reportDiagnostics: true,
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
    },
  });
  expect(diagnostics).toEqual([]);
  const texts: string[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isStringLiteral(node)) {
      texts.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('a.ts', code, ts.ScriptTarget.ES2022));
  return texts;
}

describe('clientSnippets', () => {
  it('is what somebody would write', () => {
    const { snippets } = clientSnippets({
      task: 'chat',
      model: 'qwen3-32b',
      baseUrl: `${baseUrl}/`,
      secret: { name: 'gateway', key: 'api-key' },
    });
    expect(snippets.map(({ id, code }) => `== ${id}\n${code}`).join(''))
      .toBe(`== secret
env:
  - name: LLM_API_KEY
    valueFrom:
      secretKeyRef:
        name: "gateway"
        key: "api-key"
== curl
curl --fail-with-body --silent --show-error \\
  'https://llm.acme.example/v1/chat/completions' \\
  --header "Authorization: Bearer $LLM_API_KEY" \\
  --header 'Content-Type: application/json' \\
  --data '{"model": "qwen3-32b", "messages": [{"role": "user", "content": "Say hello in one sentence."}]}'
== python
import os

from openai import OpenAI

client = OpenAI(
    base_url="https://llm.acme.example/v1",
    api_key=os.environ["LLM_API_KEY"],
)

response = client.chat.completions.create(
    model="qwen3-32b",
    messages=[{"role": "user", "content": "Say hello in one sentence."}],
)
print(response.choices[0].message.content)
== typescript
import OpenAI from 'openai';

const client = new OpenAI({
  baseURL: "https://llm.acme.example/v1",
  apiKey: process.env.LLM_API_KEY,
});

const response = await client.chat.completions.create({
  model: "qwen3-32b",
  messages: [{ role: 'user', content: "Say hello in one sentence." }],
});
console.log(response.choices[0].message.content);
== go
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
)

func main() {
	client := openai.NewClient(
		option.WithBaseURL("https://llm.acme.example/v1/"),
		option.WithAPIKey(os.Getenv("LLM_API_KEY")),
	)
	response, err := client.Chat.Completions.New(context.Background(), openai.ChatCompletionNewParams{
		Model: "qwen3-32b",
		Messages: []openai.ChatCompletionMessageParamUnion{
			openai.UserMessage("Say hello in one sentence."),
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(response.Choices[0].Message.Content)
}
`);
  });

  it('takes the key from the environment, and that from a Secret', () => {
    for (const task of tasks) {
      const { snippets } = clientSnippets({
        task,
        model: 'm',
        baseUrl,
        secret: { name: 'a.b', key: 'yes' },
      });
      for (const { code } of snippets) {
        expect(code).toContain('LLM_API_KEY');
      }
      expect(parse(snippets[0].code)).toEqual({
        env: [
          {
            name: 'LLM_API_KEY',
            valueFrom: { secretKeyRef: { name: 'a.b', key: 'yes' } },
          },
        ],
      });
    }
  });

  it('says what nobody knows', () => {
    const { placeholders, snippets } = clientSnippets({ task: 'chat', secret });
    expect(placeholders).toEqual(['baseUrl', 'model']);
    for (const { code } of snippets.slice(1)) {
      expect(code).toContain(snippetPlaceholders.baseUrl);
      expect(code).toContain(snippetPlaceholders.model);
    }
    expect(
      clientSnippets({ task: 'chat', model: 'm', baseUrl, secret }),
    ).toMatchObject({ placeholders: [] });
  });

  describe.each(tasks)('for the task %s', task => {
    it('lets a shell call curl, with as many arguments whatever the name', () => {
      const args = curlArguments(snippet('curl', task));
      expect(args).toContain(`${baseUrl}${endpoints[task]}`);
      expect(args).toContain('Authorization: Bearer sk-test');
      for (const model of nasty) {
        expect(curlArguments(snippet('curl', task, model))).toHaveLength(
          args.length,
        );
      }
    });

    it.each([
      ['python', pythonParser],
      ['go', goParser],
    ] as const)('is a program of %s', (id, parser) => {
      const texts = textsOf(parser, snippet(id, task)).map(read);
      expect(texts).toContain('qwen3-32b');
      expect(texts.join(' ')).toContain(baseUrl);
      for (const model of nasty) {
        expect(textsOf(parser, snippet(id, task, model)).map(read)).toEqual(
          texts.map(text => (text === 'qwen3-32b' ? whole(model) : text)),
        );
      }
    });

    it('is a module of TypeScript', () => {
      const texts = textsOfModule(snippet('typescript', task));
      expect(texts).toEqual(expect.arrayContaining([baseUrl, 'qwen3-32b']));
      for (const model of nasty) {
        expect(textsOfModule(snippet('typescript', task, model))).toEqual(
          texts.map(text => (text === 'qwen3-32b' ? whole(model) : text)),
        );
      }
    });
  });

  it.each(tasks.filter(task => task !== 'transcription'))(
    'sends the name as it is for the task %s',
    task => {
      for (const model of ['qwen3-32b', ...nasty]) {
        const args = curlArguments(snippet('curl', task, model));
        expect(JSON.parse(optionsOf(args, '--data')[0])).toMatchObject({
          model: whole(model),
        });
      }
    },
  );

  it('sends no file that only the name of a model asks for', () => {
    const args = curlArguments(
      snippet('curl', 'transcription', '@/etc/passwd'),
    );
    expect(optionsOf(args, '--form-string')).toEqual(['model=@/etc/passwd']);
    expect(optionsOf(args, '--form')).toEqual([`file=@${samples.recording}`]);
  });

  it('shows all that is in it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(...tasks),
        (model, task) => {
          for (const { code } of clientSnippets({
            task,
            model,
            baseUrl,
            secret,
          }).snippets) {
            expect(code).not.toMatch(/[^\n\t\P{C}]|\p{Zl}|\p{Zp}/u);
          }
        },
      ),
    );
  });
});
