import { SpanKind } from '@opentelemetry/api';
import { BackendProcess } from './__testUtils__/BackendProcess';
import { describeOnDatabases } from './__testUtils__/describeOnDatabases';
import { Sender } from './__testUtils__/Sender';

jest.setTimeout(600_000);

/** How many calls are made; each is reported by a client, a gateway and the metrics of the client. */
const CALLS = Number(process.env.MODELYARD_OTLP_CALLS ?? 2000);
const BATCH = 250;
const MINUTE = 60_000;
const APPROXIMATE = 4;

const sender = new Sender();
const cleanups: (() => Promise<void>)[] = [];
afterAll(async () => {
  sender.stop();
  for (const clean of cleanups) {
    await clean();
  }
});

const inputOf = (index: number) => 100 + (index % 37);
const outputOf = (index: number) => 10 + (index % 11);
const sumOf = (value: (index: number) => number) =>
  Array.from({ length: CALLS }, (_, index) => value(index)).reduce(
    (sum, each) => sum + each,
    0,
  );
const attributesOf = (index: number) => ({
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': 'openai',
  'gen_ai.request.model': `model-${index % 3}`,
});

function cut(places: readonly number[], size: number): number[][] {
  return Array.from({ length: Math.ceil(places.length / size) }, (_, index) =>
    places.slice(index * size, (index + 1) * size),
  );
}

describeOnDatabases(prepare => {
  it('counts each call once for each place from where it was seen, through repeats, late ones and a crash', async () => {
    const place = await prepare();
    const backend = await BackendProcess.create({
      database: place.config,
      otlp: {
        sources: [{ match: { 'service.name': 'sampler' }, sampled: true }],
      },
    });
    cleanups.push(
      () => backend.kill(),
      () => place.clean(),
    );
    await backend.start();

    const now = Date.now();
    // Spread over three hours; each hundredth is sent at the end, ten minutes and more after the others.
    const endOf = (index: number) =>
      now - 20 * MINUTE - ((index * 7919) % (180 * MINUTE));
    const usage = (index: number) => ({
      ...attributesOf(index),
      'gen_ai.usage.input_tokens': inputOf(index),
      'gen_ai.usage.output_tokens': outputOf(index),
    });
    const indices = Array.from({ length: CALLS }, (__, index) => index);
    const clients = await sender.make({
      resource: { 'service.name': 'bot' },
      scope: 'instrumentation',
      spans: indices.map(index => ({
        name: 'chat',
        kind: SpanKind.CLIENT,
        attributes: usage(index),
        start: endOf(index) - 900,
        end: endOf(index),
      })),
    });
    const gateways = await sender.make({
      resource: { 'service.name': 'ai-gateway' },
      scope: 'envoyproxy/ai-gateway',
      spans: indices.map(index => ({
        name: 'chat',
        kind: SpanKind.INTERNAL,
        attributes: usage(index),
        start: endOf(index) - 800,
        end: endOf(index) - 10,
        parent: clients.first + index,
      })),
    });
    const late = (index: number) => index % 100 === 99;
    const placesOf = (chosen: readonly number[]) =>
      chosen.flatMap(index => [clients.first + index, gateways.first + index]);
    const batches = [
      ...cut(placesOf(indices.filter(index => !late(index))), BATCH),
      ...cut(placesOf(indices.filter(late)), BATCH),
    ];
    const send = async (chosen: number[][], json: boolean) =>
      sender.send(
        {
          url: `${backend.url}/traces`,
          encoding: json ? 'json' : 'protobuf',
          gzip: !json,
        },
        chosen,
      );

    const half = Math.floor(batches.length / 2);
    for (const [index, batch] of batches.slice(0, half).entries()) {
      expect(await send([batch], index % 2 === 0)).toEqual([null]);
    }
    // Killed while it writes: the SDK tries again by itself, until the backend is there again.
    const rest = Promise.all(
      batches.slice(half).map((batch, index) => send([batch], index % 2 === 0)),
    );
    await new Promise(done => setTimeout(done, 30));
    await backend.kill();
    await backend.start();
    const failed = (await rest).flatMap(([error], index) =>
      error === null ? [] : [batches[half + index]],
    );
    for (const batch of failed) {
      expect(await send([batch], false)).toEqual([null]);
    }
    // One in twenty again, cut differently.
    const again = placesOf(indices.filter(index => index % 20 === 3)).reverse();
    for (const batch of cut(again, 77)) {
      expect(await send([batch], true)).toEqual([null]);
    }

    // The same calls in metrics, by a sender that is restarted in the middle.
    for (const part of cut(indices, Math.ceil(CALLS / 2))) {
      await sender.meter({
        url: `${backend.url}/metrics`,
        encoding: part[0] === 0 ? 'protobuf' : 'json',
        resource: { 'service.name': 'bot' },
      });
      for (const some of cut(part, Math.ceil(part.length / 4))) {
        await sender.record(
          'instrumentation',
          some.flatMap(index =>
            (['input', 'output'] as const).map(type => ({
              name: 'gen_ai.client.token.usage',
              unit: '{token}',
              kind: 'histogram' as const,
              value: type === 'input' ? inputOf(index) : outputOf(index),
              attributes: {
                ...attributesOf(index),
                'gen_ai.token.type': type,
              },
            })),
          ),
        );
        await sender.flush();
      }
    }
    // A sender of which we were told that it samples.
    const sampled = await sender.make({
      resource: { 'service.name': 'sampler' },
      scope: 'instrumentation',
      spans: [
        {
          name: 'chat',
          kind: SpanKind.CLIENT,
          attributes: usage(0),
          start: now - 20 * MINUTE,
          end: now - 19 * MINUTE,
        },
      ],
    });
    expect(await send([[sampled.first]], false)).toEqual([null]);
    await backend.stop();

    const knex = place.open();
    const rows: Record<string, number | string | null>[] = await knex(
      'llm_usage_hours as h',
    )
      .join('llm_usage_keys as k', 'k.id', 'h.key_id')
      .whereNot('k.consumer', '*')
      .groupBy('k.source', 'k.vantage')
      .orderBy(['k.source', 'k.vantage'])
      .select('k.source', 'k.vantage')
      .sum({
        requests: 'h.requests',
        input: 'h.input_tokens',
        output: 'h.output_tokens',
      })
      .min({ qualifiers: 'h.qualifiers' });
    const sums = { input: sumOf(inputOf), output: sumOf(outputOf) };
    expect(rows).toEqual([
      {
        source: 'ai-gateway',
        vantage: 'gateway-log',
        requests: CALLS,
        ...sums,
        qualifiers: 0,
      },
      {
        source: 'bot',
        vantage: 'client',
        requests: null,
        ...sums,
        qualifiers: expect.any(Number),
      },
      {
        source: 'bot',
        vantage: 'client-log',
        requests: CALLS,
        ...sums,
        qualifiers: 0,
      },
      {
        source: 'sampler',
        vantage: 'client-log',
        requests: 1,
        input: inputOf(0),
        output: outputOf(0),
        qualifiers: expect.any(Number),
      },
    ]);
    // eslint-disable-next-line no-bitwise
    expect(Number(rows[3].qualifiers) & APPROXIMATE).toBe(APPROXIMATE);
  });
});
