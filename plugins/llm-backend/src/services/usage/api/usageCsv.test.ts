import { LlmUsageRow } from '@modelyard/plugin-llm-common';
import { writeUsageCsv } from './usageCsv';

const text = (
  rows: LlmUsageRow[],
  step: 'hour' | 'day' | 'total' = 'hour',
): string =>
  [...writeUsageCsv(rows, { by: ['model', 'consumer'], step })].join('');

describe('usage as comma-separated values', () => {
  it('has titles with units, the time in ISO 8601, and empty cells for what was not reported', () => {
    expect(
      text([
        {
          period: '2026-11-26T20:00:00Z',
          key: { model: 'model:default/qwen', consumer: 'unknown' },
          counts: {
            requests: { value: 3, qualifiers: [], vantages: ['engine'] },
            outputTokens: {
              value: 120.5,
              bounds: { low: 118 },
              qualifiers: ['partial', 'approximate'],
              vantages: ['engine'],
            },
          },
          cost: [
            { amount: '0.000064', currency: 'EUR' },
            { amount: '1.5', currency: 'USD' },
          ],
          unpriced: false,
        },
        {
          period: '2026-11-26T21:00:00Z',
          key: { model: 'model:default/qwen', consumer: 'others' },
          counts: {
            outputTokens: { value: 7, qualifiers: [], vantages: ['engine'] },
          },
          unpriced: true,
        },
      ]),
    ).toBe(
      [
        'hour (UTC),model,consumer,requests (count),outputTokens (tokens),outputTokens at least (tokens),outputTokens at most (tokens),cost (EUR),cost (USD),unpriced,qualifiers',
        '2026-11-26T20:00:00Z,model:default/qwen,unknown,3,120.5,118,,0.000064,1.5,false,approximate partial',
        '2026-11-26T21:00:00Z,model:default/qwen,others,,7,7,7,,,true,',
        '',
      ].join('\r\n'),
    );
  });

  it.each([
    ['=1+2', "'=1+2"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['a\r\nb', '"a\r\nb"'],
    ['a=b', 'a=b'],
  ])('writes the name %j of a sender as %j', (name, cell) => {
    const csv = text(
      [{ key: { model: name, consumer: 'x' }, counts: {}, unpriced: false }],
      'total',
    );
    expect(csv).toBe(
      `model,consumer,unpriced,qualifiers\r\n${cell},x,false,\r\n`,
    );
  });

  it('is made in slices of whole lines', () => {
    const rows = Array.from({ length: 1_201 }, (_, i) => ({
      key: { model: `m${i}`, consumer: 'x' },
      counts: {},
      unpriced: false,
    }));
    const pieces = [...writeUsageCsv(rows, { by: ['model'], step: 'total' })];
    expect(pieces).toHaveLength(4);
    expect(pieces.every(piece => piece.endsWith('\r\n'))).toBe(true);
    expect(pieces.join('').split('\r\n')).toHaveLength(1_203);
  });
});
