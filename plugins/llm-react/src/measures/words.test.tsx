import { measures, type KnownFigure } from '@modelyard/llm-measures';
import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { FigureText } from './FigureText';
import { setUpTopic } from './setUp';
import { measureTitles, partTitles } from './titleMessages';
import { useMeasureWords } from './useMeasureWords';

const figure = (
  value: number,
  unit: KnownFigure['unit'],
  more: Partial<KnownFigure> = {},
): KnownFigure => ({
  state: 'value',
  value,
  unit,
  qualifiers: [],
  sources: [],
  ...more,
});

const euros = (value: number) =>
  figure(value, 'money', { money: { amount: `${value}`, currency: 'EUR' } });

describe('the words for measures', () => {
  it('are there for every measure and every part of one, with advice on what to set up', () => {
    expect(Object.keys(measureTitles).sort()).toEqual(
      measures.map(({ id }) => id).sort(),
    );
    const parts = new Set(measures.flatMap(measure => [...measure.parts]));
    expect(Object.keys(partTitles).sort()).toEqual([...parts].sort());
    expect(measures.filter(({ id }) => setUpTopic(id) === 'other')).toEqual([]);
  });

  it('are made of the id where a newer backend knows more', async () => {
    function Probe() {
      const words = useMeasureWords();
      return (
        <p>
          {[
            words.title('water-use'),
            words.part('per_token'),
            words.reason({ code: 'dry', message: 'The well is dry' }),
            words.setUp('water-use'),
            words.window({ from: '2026-11-01', to: '2026-11-08' }),
          ].join(' | ')}
        </p>
      );
    }
    await renderInTestApp(<Probe />);
    expect(
      screen.getByText(
        'Water use | Per token | The well is dry | To see it, connect a data source that reports it. | 2026-11-01 – 2026-11-08',
      ),
    ).toBeInTheDocument();
  });
});

describe('FigureText', () => {
  it.each([
    [figure(1, 'requests'), '1 request'],
    [figure(9_999, 'requests'), '9,999 requests'],
    [figure(182_000_000, 'tokens'), '182M tokens'],
    [figure(2.4567, 'requests'), '2.46 requests'],
    [figure(0.3119, 'seconds'), '312 ms'],
    [figure(0, 'ratio'), '0%'],
    [figure(1, 'ratio'), '100%'],
    [figure(0.38123, 'ratio'), '38.1%'],
    [figure(0.99961, 'ratio'), '99.961%'],
    // As near as it may come to all and none, it is neither.
    [figure(0.999_999_9, 'ratio'), 'more than 99.999%'],
    [figure(0.000_000_1, 'ratio'), 'less than 0.001%'],
    [figure(1.02, 'ratio'), '102%'],
    [figure(0.698, 'factor'), '0.698 ×'],
    [euros(1310.4), '€1,310.40'],
    [euros(0.0042), '€0.0042'],
    [figure(12, 'money'), '12 money'],
    [figure(640, 'grams-co2e'), '640 g CO₂e'],
    [figure(68_672, 'grams-co2e'), '68.7 kg CO₂e'],
    [figure(2140, 'tokens-per-second'), '2,140 tokens/s'],
    [
      figure(0.81, 'watt-hours-per-thousand-tokens'),
      '0.81 Wh per 1,000 tokens',
    ],
  ])('%#: writes a figure with its unit', async (known, text) => {
    await renderInTestApp(
      <p data-testid="figure">
        <FigureText figure={known} />
      </p>,
    );
    expect(screen.getByTestId('figure').textContent).toBe(text);
  });

  it.each([
    [{ low: 250, high: 500 }, 'between 250 tokens and 500 tokens'],
    [{ low: 250 }, 'at least 250 tokens'],
    [{ high: 500 }, 'at most 500 tokens'],
    [{}, 'how far off it may be is not known'],
  ])('%#: says how far off it may be', async (bounds, text) => {
    await renderInTestApp(
      <FigureText figure={figure(312, 'tokens', { bounds })} bounds />,
    );
    expect(screen.getByText(text)).toBeInTheDocument();
  });
});
