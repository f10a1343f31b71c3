import {
  ask,
  authorized,
  closeAll,
  engineAt,
  json,
  serve,
  TOKEN,
  vector,
} from '../__testUtils__/askEngine';

afterEach(closeAll);

describe('PrometheusEngine, and what it reads', () => {
  it('sends a form with what the configuration says', async () => {
    const { requests } = await ask(r => json(r, vector()), {
      ...authorized,
      parameters: [
        ['extra_label', 'team=llm'],
        ['dedup', 'true'],
      ],
    });
    expect(requests).toEqual([
      {
        method: 'POST',
        path: '/api/v1/query',
        parameters: {
          query: 'sum(up)',
          time: expect.stringMatching(/^\d+\.\d{3}$/),
          timeout: '5000ms',
          extra_label: 'team=llm',
          dedup: 'true',
        },
        headers: expect.objectContaining({
          authorization: `Bearer ${TOKEN}`,
          'x-scope-orgid': 'llm',
          'content-type': 'application/x-www-form-urlencoded',
        }),
      },
    ]);
  });

  it('reads what is no plain number, and never takes it for zero', async () => {
    const { result } = await ask(r =>
      json(r, vector('NaN', '+Inf', '-Inf', '1e+06', '0')),
    );
    expect(
      result.series.map(({ samples }: { samples: unknown[] }) => samples),
    ).toEqual(
      [NaN, Infinity, -Infinity, 1_000_000, 0].map(value => [
        { at: 1_700_000_000_250, value },
      ]),
    );
  });

  it.each([
    [
      'a warning',
      { warnings: ['store fra-2 did not answer'] },
      { warnings: ['store fra-2 did not answer'], infos: [], partial: true },
    ],
    [
      'the word of VictoriaMetrics',
      { isPartial: true },
      { warnings: [], infos: [], partial: true },
    ],
    [
      'a remark on the query alone',
      {
        warnings: ['PromQL warning: a bucket has no le'],
        infos: ['PromQL info: might not be a counter'],
      },
      {
        warnings: ['PromQL warning: a bucket has no le'],
        infos: ['PromQL info: might not be a counter'],
        partial: false,
      },
    ],
    [
      'nothing',
      { isPartial: false },
      { warnings: [], infos: [], partial: false },
    ],
  ])(
    'keeps what an engine says beside its answer: %s',
    async (_, remarks, kept) => {
      const { result } = await ask(r =>
        json(r, { ...vector('1'), ...remarks }),
      );
      expect(result).toEqual({ series: expect.any(Array), ...kept });
      expect(result.series).toHaveLength(1);
    },
  );

  it('says that it leaves native histograms out', async () => {
    const { result } = await ask(r =>
      json(r, {
        status: 'success',
        data: {
          resultType: 'vector',
          result: [
            { metric: { pod: 'a' }, histogram: [1, { count: '3', sum: '4' }] },
            { metric: { pod: 'b' }, value: [1, '2'] },
          ],
        },
      }),
    );
    expect(result).toEqual({
      series: [{ labels: { pod: 'b' }, samples: [{ at: 1000, value: 2 }] }],
      warnings: ['1 of 2 series hold native histograms, which are not read'],
      infos: [],
      partial: true,
    });
  });

  it.each([
    [
      'Grafana Mimir',
      { application: 'Grafana Mimir', version: '2.14.0' },
      { product: 'Mimir', version: '2.14.0' },
    ],
    [
      'Thanos',
      { version: '0.37.2', revision: 'a' },
      { product: 'Thanos', version: '0.37.2' },
    ],
    ['something that does not say', undefined, {}],
  ])(
    'tells what it is from the build information: %s',
    async (_, data, known) => {
      const server = await serve((request, response) =>
        request.url?.endsWith('buildinfo')
          ? json(
              response,
              data ? { status: 'success', data } : {},
              data ? 200 : 404,
            )
          : json(response, vector()),
      );
      const health = await engineAt(server.url).health();
      expect(health).toEqual({
        ...known,
        roundTripMs: expect.any(Number),
        warnings: [],
        infos: [],
        partial: false,
      });
    },
  );
});
