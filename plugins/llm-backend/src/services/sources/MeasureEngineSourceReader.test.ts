import { mockServices } from '@backstage/backend-test-utils';
import {
  MeasureEngine,
  MeasureEngineError,
  MeasureEngineHealth,
} from '@modelyard/plugin-llm-node';
import { MeasureEngines } from '../measures';
import { DefaultSourcesService } from './DefaultSourcesService';
import {
  createMeasureEngineReaders,
  EngineGaps,
} from './MeasureEngineSourceReader';

const well: MeasureEngineHealth = {
  product: 'Prometheus',
  version: '3.5.3',
  roundTripMs: 12.4,
  lagMs: 900,
  warnings: [],
  infos: [],
  partial: false,
};

const unused = async () => {
  throw new Error('Nothing here asks for figures');
};

function engine(
  name: string,
  health: MeasureEngine['health'],
  clusters?: string[],
): MeasureEngine {
  return {
    name,
    clusters,
    health,
    instant: unused,
    range: unused,
    samples: unused,
    labelValues: unused,
  };
}

const refused = () =>
  new MeasureEngineError({
    engine: 'fra',
    kind: 'unreachable',
    message: 'The engine fra cannot be reached: nothing listens there',
    cause: new Error('connect ECONNREFUSED 10.0.0.1:9090'),
  });

const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);

describe('the readers of engines', () => {
  const logger = mockServices.logger.mock();
  beforeEach(() => jest.clearAllMocks());

  const readersOf = (
    engines: MeasureEngine[],
    options: { patienceMs?: number; freshMs?: number; gaps?: EngineGaps } = {},
  ) => createMeasureEngineReaders({ engines, logger, ...options });

  it('say that there is none', async () => {
    const [reader, ...others] = readersOf([]);
    expect(others).toEqual([]);
    expect(await reader.read()).toEqual({
      id: 'measures',
      type: 'measure-engine',
      state: 'not_configured',
      readAt: at,
    });
  });

  it('tell of one that is well', async () => {
    const [reader] = readersOf([engine('fra', async () => well, ['fra-1'])]);
    expect(await reader.read()).toEqual({
      id: 'measures/fra',
      type: 'measure-engine',
      state: 'ok',
      name: 'fra',
      clusters: ['fra-1'],
      product: 'Prometheus',
      version: '3.5.3',
      roundTripMs: 12,
      lagMs: 900,
      readAt: at,
      lastSuccessAt: at,
    });
  });

  it('tell which hours the ledger lacks, and are well where it lacks none or does not say', async () => {
    const oldest = Date.UTC(2026, 10, 20, 3);
    const readWith = async (gapOf: EngineGaps['gapOf']) => {
      const engines = [engine('fra', async () => well)];
      const [reader] = readersOf(engines, { gaps: { gapOf } });
      return reader.read();
    };
    expect(await readWith(async () => ({ hours: 14, oldest }))).toMatchObject({
      state: 'degraded',
      warnings: [
        '14 hours are not in the usage ledger yet, the oldest of 2026-11-20 03:00 UTC',
      ],
    });
    expect(await readWith(async () => ({ hours: 0 }))).toMatchObject({
      state: 'ok',
    });
    expect(
      await readWith(async () => {
        throw new Error('database is locked');
      }),
    ).toMatchObject({ state: 'ok' });
    expect(logger.warn).toHaveBeenCalledWith(
      'The usage ledger did not tell which hours of fra it lacks: Error: database is locked',
    );
  });

  it.each([
    ['with a warning', { warnings: ['no store'], partial: true }, ['no store']],
    [
      'that merely says so',
      { partial: true },
      ['a part of the data was out of reach'],
    ],
  ])('tell of an answer in part, %s', async (_, remarks, warnings) => {
    const [reader] = readersOf([
      engine('fra', async () => ({ ...well, ...remarks })),
    ]);
    expect(await reader.read()).toMatchObject({ state: 'degraded', warnings });
  });

  it('ask once in a while, however many people look', async () => {
    const health = jest.fn(async () => well);
    const [reader] = readersOf([engine('fra', health)]);
    const [first, second] = await Promise.all([reader.read(), reader.read()]);
    expect(await reader.read()).toBe(first);
    expect(second).toBe(first);
    expect(health).toHaveBeenCalledTimes(1);

    const [hasty] = readersOf([engine('ber', health)], { freshMs: 0 });
    await hasty.read();
    await hasty.read();
    expect(health).toHaveBeenCalledTimes(3);
  });

  it('keep when an engine that fails has last answered, and log each failure once', async () => {
    let failing = false;
    const [reader] = readersOf(
      [
        engine('fra', async () => {
          if (failing) {
            throw refused();
          }
          return well;
        }),
      ],
      { freshMs: 0 },
    );
    const { readAt } = await reader.read();
    failing = true;
    await reader.read();
    expect(await reader.read()).toEqual({
      id: 'measures/fra',
      type: 'measure-engine',
      state: 'error',
      name: 'fra',
      errorKind: 'unreachable',
      error: 'The engine fra cannot be reached: nothing listens there',
      readAt: at,
      lastSuccessAt: readAt,
    });
    expect(logger.warn).toHaveBeenCalledTimes(1);
    failing = false;
    expect(await reader.read()).toMatchObject({ state: 'ok' });
    failing = true;
    await reader.read();
    expect(logger.warn).toHaveBeenCalledTimes(2);
  });

  it('show nothing of a failure that nobody has worded', async () => {
    const [reader] = readersOf([
      engine('fra', async () => {
        throw new Error('http://jo:secret@10.0.0.1 broke');
      }),
    ]);
    expect(await reader.read()).toMatchObject({
      errorKind: 'engine-error',
      error:
        'The engine fra could not be asked; the log of the backend says why',
    });
  });

  it('wait for none that hangs, and let it hold up no other', async () => {
    const signals: Array<AbortSignal | undefined> = [];
    const readers = readersOf(
      [
        engine('deaf', ({ signal } = {}) => {
          signals.push(signal);
          return new Promise(() => {});
        }),
        engine('fra', async () => well),
      ],
      { patienceMs: 50 },
    );
    const began = Date.now();
    // The engine that answers is there before the other is given up.
    const first = await Promise.race(readers.map(reader => reader.read()));
    expect(first).toMatchObject({ name: 'fra', state: 'ok' });
    const service = DefaultSourcesService.create({ readers });
    expect(await service.listSources()).toMatchObject([
      {
        name: 'deaf',
        state: 'error',
        errorKind: 'timeout',
        error: 'The engine deaf did not answer within 0.05 s',
      },
      { name: 'fra', state: 'ok' },
    ]);
    expect(signals).toEqual([expect.objectContaining({ aborted: true })]);
    expect(Date.now() - began).toBeLessThan(2_000);
  });
});

describe('MeasureEngines', () => {
  it('keeps the order, and takes no name twice', () => {
    const engines = MeasureEngines.create();
    const [fra, ber] = ['fra', 'ber'].map(name => engine(name, unused));
    engines.addMeasureEngine(fra);
    engines.addMeasureEngine(ber);
    expect(engines.list()).toEqual([fra, ber]);
    expect(() => engines.addMeasureEngine(engine('fra', unused))).toThrow(
      'There are two engines with measures that are called fra; each needs a name of its own',
    );
  });
});
