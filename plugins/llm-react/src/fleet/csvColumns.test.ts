import { reranker, whisper } from '../__testUtils__/fleetEntities';
import { llama } from '../__testUtils__/entities';
import type { Texts } from '../useTexts';
import { modelCsvColumns } from './csvColumns';
import { modelRows } from './modelRows';
import { otherPriceKeys } from './modelPrices';

// The headers are known by their keys; their words are not at stake.
const t = ((key: string) => key) as unknown as Texts;

function cellsOf(model: typeof llama): Record<string, unknown> {
  const [row] = modelRows({
    models: [model],
    places: [],
    now: new Date('2026-11-23T12:00:00Z'),
  });
  return Object.fromEntries(
    modelCsvColumns(t).map(({ header, value }) => [header, value(row)]),
  );
}

describe('modelCsvColumns', () => {
  it('keeps the amount of a price apart from its unit, one column for each', () => {
    expect(cellsOf(whisper)).toMatchObject({
      'fleet.csv.currency': 'EUR',
      'fleet.csv.perAudioMinute': 0.003,
      'fleet.csv.perThousandRequests': undefined,
    });
    expect(cellsOf(reranker)).toMatchObject({
      'fleet.csv.currency': 'EUR',
      'fleet.csv.perThousandRequests': 2,
      'fleet.csv.perAudioMinute': undefined,
    });
  });

  it('leaves empty what is not stated and what does not apply', () => {
    expect(cellsOf(whisper)).toMatchObject({
      'fleet.csv.inputPrice': undefined,
      'fleet.csv.outputPrice': undefined,
      'fleet.csv.ttftP95': undefined,
    });
    const tokens = cellsOf(llama);
    expect(tokens).toMatchObject({
      'fleet.csv.inputPrice': 0.4,
      'fleet.csv.outputPrice': 1.2,
    });
    for (const unit of otherPriceKeys) {
      expect(tokens[`fleet.csv.${unit}`]).toBeUndefined();
    }
  });
});
