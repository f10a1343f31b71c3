import { gzipSync } from 'node:zlib';
import { encodings } from './__testUtils__/encodings';
import { post, startIntake, stopIntakes } from './__testUtils__/startIntake';

jest.setTimeout(60_000);
afterEach(stopIntakes);

/** Stands for what a person wrote or a model answered. */
const SECRET = 'SENTINEL';
let places = 0;
/** A text of content that no other place has, short enough to be a name. */
const secret = () => {
  places += 1;
  return `${SECRET}-${places}`;
};

const now = Date.now();
const nano = (milliseconds: number) => `${milliseconds}000000`;
const text = (key: string, stringValue = secret()) => ({
  key,
  value: { stringValue },
});
const number = (key: string, value: number) => ({
  key,
  value: { intValue: String(value) },
});

/** Every attribute in which a convention or a program is known to put content, and some that nobody knows. */
const content = () => [
  ...[
    'gen_ai.input.messages',
    'gen_ai.output.messages',
    'gen_ai.system_instructions',
    'gen_ai.tool.definitions',
    'gen_ai.tool.call.arguments',
    'gen_ai.tool.call.result',
    'gen_ai.prompt',
    'gen_ai.completion',
    'gen_ai.prompt.0.content',
    'gen_ai.completion.0.content',
    'gen_ai.response.id',
    'gen_ai.conversation.id',
    'gen_ai.request.stop_sequences',
    'input.value',
    'output.value',
    'llm.input_messages.0.message.content',
    'llm.output_messages.0.message.content',
    'llm.prompts',
    'llm.invocation_parameters',
    'llm.openai.messages',
    'embedding.embeddings.0.embedding.text',
    'reranker.query',
    'reranker.input_documents.0.document.content',
    'retrieval.documents.0.document.content',
    'traceloop.entity.input',
    'traceloop.entity.output',
    'metadata.requester_metadata',
    'metadata.user_api_key_user_email',
    'user.id',
    'enduser.id',
    'session.id',
    'jwt.sub',
    'exception.message',
    'url.full',
    secret(),
  ].map(key => text(key)),
  {
    key: 'gen_ai.input.messages',
    value: { arrayValue: { values: [{ stringValue: secret() }] } },
  },
  {
    key: 'gen_ai.output.messages',
    value: {
      kvlistValue: { values: [text('content'), text(secret())] },
    },
  },
  {
    key: 'gen_ai.prompt',
    value: { bytesValue: Buffer.from(secret()).toString('base64') },
  },
  // Attributes that are read, with what can be none of their values.
  {
    key: 'team',
    value: { arrayValue: { values: [{ stringValue: secret() }] } },
  },
  text('gen_ai.operation.name', 'chat'),
  text('gen_ai.provider.name', `${secret()} and a sentence`),
  text('error.type', `RateLimit ${secret()}`),
  text('openinference.span.kind.of', secret()),
  text('gen_ai.response.model', `${secret()} ${'x'.repeat(300)}`),
  number('gen_ai.usage.input_tokens', 5),
];

const spanOf = (attributes: object[], change: object = {}) => ({
  traceId: 'a'.repeat(32),
  spanId: (places + 4096).toString(16).padStart(16, 'b'),
  name: secret(),
  traceState: `vendor=${secret()},ot=th:0;x:${secret()}`,
  kind: 3,
  startTimeUnixNano: nano(now - 2000),
  endTimeUnixNano: nano(now - 1000),
  attributes,
  events: [
    {
      timeUnixNano: nano(now),
      name: secret(),
      attributes: [
        ...content(),
        text('exception.type', secret()),
        text('exception.message'),
        text('exception.stacktrace'),
      ],
    },
  ],
  links: [
    {
      traceId: 'c'.repeat(32),
      spanId: 'd'.repeat(16),
      traceState: `x=${secret()}`,
      attributes: content(),
    },
  ],
  status: { code: 2, message: secret() },
  [secret()]: secret(),
  ...change,
});

const resource = () => ({
  attributes: [
    text('service.name', 'bot'),
    ...content(),
    text('process.command_args'),
    text('host.name'),
  ],
});
const scope = () => ({
  name: secret(),
  version: secret(),
  attributes: content(),
});

const traces = () => ({
  resourceSpans: [
    {
      resource: resource(),
      schemaUrl: secret(),
      scopeSpans: [
        {
          scope: scope(),
          schemaUrl: secret(),
          spans: [
            spanOf(content()),
            // Refused ones: their reasons must not quote them.
            spanOf(content(), { traceId: secret() }),
            spanOf(content(), { endTimeUnixNano: '0' }),
            spanOf([...content(), number('gen_ai.usage.output_tokens', -5)]),
            spanOf([...content(), text('gen_ai.usage.output_tokens')]),
          ],
        },
      ],
    },
  ],
});

const pointOf = (change: object = {}) => ({
  startTimeUnixNano: nano(now - 2000),
  timeUnixNano: nano(now - 1000),
  asInt: '7',
  attributes: content(),
  exemplars: [{ filteredAttributes: content(), asInt: '3' }],
  ...change,
});
const metrics = () => ({
  resourceMetrics: [
    {
      resource: resource(),
      scopeMetrics: [
        {
          scope: scope(),
          metrics: [
            {
              name: 'gen_ai.client.inference.usage.input_tokens',
              description: secret(),
              unit: secret(),
              metadata: content(),
              sum: {
                aggregationTemporality: 2,
                isMonotonic: true,
                dataPoints: [pointOf(), pointOf({ asInt: secret() })],
              },
            },
            {
              name: secret(),
              sum: {
                aggregationTemporality: 2,
                isMonotonic: true,
                dataPoints: [pointOf()],
              },
            },
          ],
        },
      ],
    },
  ],
});

const JSON_TYPE = { 'content-type': encodings.json.type };

it.each([
  { path: 'traces', make: traces, rejected: 3 },
  { path: 'metrics', make: metrics, rejected: 1 },
])(
  'nothing that may be content leaves the decoder of $path',
  async ({ path, make, rejected }) => {
    const { url, ledger, logged } = await startIntake();
    const to = `${url}/${path}`;
    const answers: string[] = [];
    const send = async (body: string | Uint8Array, headers = {}) => {
      const answer = await post(to, body, { ...JSON_TYPE, ...headers });
      answers.push(
        `${answer.body} ${JSON.stringify([...answer.headers.entries()])}`,
      );
      return answer;
    };
    const whole = JSON.stringify(make());
    expect(whole.split(SECRET).length).toBeGreaterThan(150);
    const first = await send(whole);
    expect(first.status).toBe(200);
    expect(first.body.toString()).toContain(`"${rejected}"`);
    expect(ledger.calls.length + ledger.points.length).toBeGreaterThan(0);

    // Errors of every kind.
    ledger.failure = new Error('The ledger is down');
    expect((await send(whole)).status).toBe(503);
    ledger.failure = undefined;
    const broken = [
      whole.slice(0, -3),
      `${SECRET}${whole}`,
      `"${SECRET}"`,
      whole.replace('"attributes":[', `"attributes":["${SECRET}",`),
      whole.replace('"dataPoints":[', `"dataPoints":["${SECRET}",`),
      whole.replace('"spans":[', `"spans":{"x":"${SECRET}"},"y":[`),
    ];
    for (const body of broken.filter(each => each !== whole)) {
      expect((await send(body)).status).toBe(400);
    }
    expect(
      (await send(whole, { 'content-type': encodings.protobuf.type })).status,
    ).toBe(400);
    expect((await send(whole, { 'content-encoding': SECRET })).status).toBe(
      415,
    );
    expect(
      (await send(gzipSync(`${SECRET}{`), { 'content-encoding': 'gzip' }))
        .status,
    ).toBe(400);

    const kept = {
      stored: JSON.stringify([ledger.calls, ledger.points, ledger.refusals]),
      logged: logged.join('\n'),
      answered: answers.join('\n'),
    };
    for (const [where, bytes] of Object.entries(kept)) {
      expect([
        where,
        bytes.indexOf(SECRET),
        bytes.indexOf(SECRET.toLowerCase()),
      ]).toEqual([where, -1, -1]);
    }
  },
);
