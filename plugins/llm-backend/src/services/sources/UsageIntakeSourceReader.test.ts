import { mockServices } from '@backstage/backend-test-utils';
import { createUsageIntakeReaders } from './UsageIntakeSourceReader';

describe('createUsageIntakeReaders', () => {
  const logger = mockServices.logger.mock();
  const isDemo = (name: string) => name === 'b';

  it('say that there is no intake', async () => {
    const [reader, ...more] = createUsageIntakeReaders({
      names: [],
      isDemo,
      records: { read: () => Promise.reject(new Error('is not asked')) },
      logger,
    });
    expect(more).toEqual([]);
    expect(await reader.read()).toMatchObject({
      id: 'usage',
      state: 'not_configured',
    });
  });

  it('show nothing of the database when it fails, and no figures', async () => {
    const [reader] = createUsageIntakeReaders({
      names: ['otlp'],
      isDemo,
      records: {
        read: () => Promise.reject(new Error('postgres://jo:secret@db')),
      },
      logger,
    });
    expect(await reader.read()).toEqual({
      id: 'usage/otlp',
      type: 'usage-intake',
      name: 'otlp',
      affects: expect.arrayContaining(['token-usage']),
      state: 'error',
      readAt: expect.any(String),
      error:
        'The database of the plugin could not be read; the log of the backend says why',
    });
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('warn where something came too late, though nothing was refused', async () => {
    const record = { counted: 5, repeated: 0, late: 1, refusals: [] };
    const readers = createUsageIntakeReaders({
      names: ['a', 'b'],
      isDemo,
      records: {
        read: async name => (name === 'a' ? record : { ...record, late: 0 }),
      },
      logger,
    });
    const states = await Promise.all(readers.map(reader => reader.read()));
    expect(states.map(({ state }) => state)).toEqual(['degraded', 'ok']);
    expect(states.map(each => 'demo' in each && each.demo)).toEqual([
      false,
      true,
    ]);
  });
});
