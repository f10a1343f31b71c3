import { profiles } from '@modelyard/llm-measures';
import {
  EngineSelectors,
  PLAIN_SELECTORS,
} from '../measures/config/MeasuresConfig';
import { measuresOnEngine, measuresOnLedger } from './restingMeasures';

const fra = { name: 'fra', clusters: ['fra-1'] };
const lys = { name: 'lys', clusters: ['lys-1'] };
const all = { name: 'all' };

describe('the measures that rest on a source', () => {
  const on = (
    engine: string,
    engines: Parameters<typeof measuresOnEngine>[0]['engines'],
    only: Record<string, string[]> = {},
  ) =>
    measuresOnEngine({
      engine,
      engines,
      config: {
        profiles,
        selectors: new Map<string, EngineSelectors>(
          Object.entries(only).map(([name, ids]) => [
            name,
            { ...PLAIN_SELECTORS, profiles: ids },
          ]),
        ),
      },
    });

  it('are, for an engine, those of what the ledger does not hold', () => {
    const measures = on('fra', [fra, lys]);
    expect(measures).toEqual(
      expect.arrayContaining(['queue-length', 'gpu-utilisation', 'idle-cost']),
    );
    expect(measures).not.toContain('token-usage');
    expect(measures).not.toContain('time-to-first-token');
  });

  it('are those only that its profiles can give', () => {
    expect(on('fra', [fra], { fra: ['dcgm'] })).toContain('gpu-utilisation');
    expect(on('fra', [fra], { fra: ['dcgm'] })).not.toContain('queue-length');
    expect(on('fra', [fra], { fra: ['litellm'] })).not.toContain(
      'gpu-utilisation',
    );
  });

  it('are not those for which another engine stands in', () => {
    expect(on('fra', [fra, all])).toEqual([]);
    expect(on('all', [fra, all])).toContain('queue-length');
    const both = { name: 'both', clusters: ['fra-1', 'lys-1'] };
    expect(on('fra', [fra, both])).toEqual([]);
    expect(on('both', [fra, both])).toContain('queue-length');
    expect(on('fra', [fra, all], { all: ['vllm'] })).toContain(
      'gpu-utilisation',
    );
  });

  it('are, for what reports to the ledger, those of calls', () => {
    expect(measuresOnLedger()).toEqual(
      expect.arrayContaining([
        'requests',
        'token-usage',
        'cost-used',
        'time-to-first-token',
      ]),
    );
    expect(measuresOnLedger()).not.toContain('gpu-utilisation');
  });
});
