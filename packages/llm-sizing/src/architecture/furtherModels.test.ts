import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from './readConfig';

interface Row {
  /** Of the publisher's weight files where that was at hand; rounded, as on the model's page, otherwise. */
  readonly parameters: number;
  /** Cut down to what says how large the model is. */
  readonly config: { readonly model_type: string };
}

const rows = JSON.parse(
  readFileSync(join(__dirname, '__fixtures__', 'furtherModels.json'), 'utf8'),
) as readonly Row[];

describe('readConfig of further models', () => {
  it.each(
    rows.map(row => [row.config.model_type, row.parameters, row] as const),
  )('reads %s with %d parameters', (_, parameters, { config }) => {
    const result = readConfig({ config });
    const read = result.ok ? result.value.parameters?.total ?? NaN : NaN;
    // Rounded figures have three digits.
    const isRounded = parameters % 1e6 === 0;
    expect(Math.abs(read / parameters - 1)).toBeLessThan(
      isRounded ? 0.005 : 1e-9,
    );
    expect(result.issues).toEqual([]);
  });

  it('knows a good part of the families', () => {
    expect(
      new Set(rows.map(row => row.config.model_type)).size,
    ).toBeGreaterThan(45);
  });
});
