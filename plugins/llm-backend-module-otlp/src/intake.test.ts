import { SpanKind } from '@opentelemetry/api';
import { Sender } from './__testUtils__/Sender';
import { chat } from './__testUtils__/spans';
import { startIntake, stopIntakes } from './__testUtils__/startIntake';

jest.setTimeout(60_000);

const sender = new Sender();
afterAll(() => sender.stop());
afterEach(stopIntakes);

const MINUTE = 60_000;
const resource = { 'service.name': 'bot', 'service.namespace': 'apps' };

describe.each(['protobuf', 'json'] as const)(
  'the real SDK with %s',
  encoding => {
    it.each([false, true])(
      'has its calls counted once, however they are cut into batches, with gzip %s',
      async gzip => {
        const { url, ledger } = await startIntake();
        const end = Date.now() - MINUTE;
        const { first } = await sender.make({
          resource,
          scope: 'instrumentation',
          spans: [
            ...Array.from({ length: 10 }, (_, index) => ({
              name: 'chat llama-3.3-70b',
              kind: SpanKind.CLIENT,
              attributes: { ...chat, team: 'group:default/support' },
              start: end - 1500 - index,
              end: end - index,
            })),
            {
              name: 'GET',
              kind: SpanKind.CLIENT,
              attributes: { 'http.request.method': 'GET' },
              start: end - 1,
              end,
            },
          ],
        });
        const place = (index: number) => first + index;
        const to = { url: `${url}/traces`, encoding, gzip };
        expect(
          await sender.send(to, [
            [0, 1, 2, 3, 4, 10].map(place),
            [5, 6, 7, 8, 9].map(place),
            // Sent again, cut differently.
            [3, 4, 5].map(place),
            [9].map(place),
          ]),
        ).toEqual([null, null, null, null]);
        expect(ledger.calls).toHaveLength(10);
        expect(ledger.calls[0]).toEqual({
          id: expect.stringMatching(/^[0-9a-f]{48}$/),
          at: end,
          origin: { source: 'apps/bot', vantage: 'client-log' },
          subject: {
            model: 'llama-3.3-70b',
            operation: 'chat',
            provider: 'openai',
            consumer: 'group:default/support',
          },
          counts: {
            requests: 1,
            failed: 0,
            refused: 0,
            aborted: 0,
            inputTokens: 120,
            outputTokens: 40,
          },
          observations: { 'latency.end_to_end': expect.closeTo(1.5, 5) },
        });
      },
    );

    it.each([
      { delta: false, exponential: false },
      { delta: true, exponential: false },
      { delta: false, exponential: true },
    ])('has its metrics counted, %o', async options => {
      const { url, ledger } = await startIntake();
      const attributes = {
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': 'openai',
        'gen_ai.request.model': 'llama-3.3-70b',
      };
      await sender.meter({
        url: `${url}/metrics`,
        encoding,
        resource,
        ...options,
      });
      const call = async (seconds: number, error?: string) =>
        sender.record('instrumentation', [
          ...(['input', 'output'] as const).map(type => ({
            name: 'gen_ai.client.token.usage',
            unit: '{token}',
            kind: 'histogram' as const,
            value: type === 'input' ? 100 : 20,
            attributes: { ...attributes, 'gen_ai.token.type': type },
            bounds: [1, 16, 64, 256],
          })),
          {
            name: 'gen_ai.client.operation.duration',
            unit: 's',
            kind: 'histogram',
            value: seconds,
            attributes: {
              ...attributes,
              ...(error !== undefined && { 'error.type': error }),
            },
            bounds: [0.5, 1, 2],
          },
          // A counter that has nothing to do with models.
          { name: 'jobs', kind: 'counter', value: 1, attributes: {} },
        ]);
      await call(0.7);
      await call(3);
      await call(0.1, '429');
      await sender.flush();
      await call(0.7);
      await sender.flush();

      const { temporality, count } = options.delta
        ? { temporality: 'delta', count: [3, 1] }
        : { temporality: 'cumulative', count: [3, 4] };
      const origin = { source: 'apps/bot', vantage: 'client' };
      const subject = {
        model: 'llama-3.3-70b',
        operation: 'chat',
        provider: 'openai',
      };
      for (const point of ledger.points) {
        expect(point).toMatchObject({ origin, subject, temporality });
        expect(point.stream).toMatch(/^[\w-]{43}$/);
        expect(point.start).toBeLessThanOrEqual(point.at);
      }
      const of = (name: string) =>
        ledger.points.flatMap(({ counts }) => {
          const value = Object.entries(counts).find(([key]) => key === name);
          return value ? [value[1]] : [];
        });
      expect(of('inputTokens')).toEqual(count.map(each => each * 100));
      expect(of('outputTokens')).toEqual(count.map(each => each * 20));
      // One more stream for the refused; of delta streams only those are sent that grew.
      expect(of('refused')).toEqual(options.delta ? [1] : [1, 1]);
      // Where requests are counted it is known that none failed.
      expect(of('failed')).toEqual(of('requests').map(() => 0));
      const latencies = ledger.points.flatMap(({ histograms }) =>
        histograms['latency.end_to_end']
          ? [histograms['latency.end_to_end']]
          : [],
      );
      const total = latencies.map(({ counts }) =>
        counts.reduce((sum, each) => sum + each, 0),
      );
      expect(total).toEqual(options.delta ? [2, 1] : [2, 3]);
      const [first, last] = latencies;
      expect(last.bounds).toEqual(first.bounds);
      expect(first.sum).toBeCloseTo(3.7);
      const upTo = (bound: number) =>
        first.counts
          .slice(0, first.bounds.findIndex(each => each >= bound) + 1)
          .reduce((sum, each) => sum + each, 0);
      expect([upTo(0.5), upTo(1), upTo(2)]).toEqual([0, 1, 1]);
      // A restarted sender begins new streams of the same names.
      const before = new Set(ledger.points.map(({ stream }) => stream));
      await sender.meter({
        url: `${url}/metrics`,
        encoding,
        resource,
        ...options,
      });
      await call(0.7);
      await sender.flush();
      const [again] = ledger.points.slice(-1);
      expect(before).toContain(again.stream);
      expect(again.start).toBeGreaterThanOrEqual(
        Math.max(...ledger.points.slice(0, -3).map(({ start }) => start)),
      );
    });
  },
);
