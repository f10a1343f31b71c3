import { looksOf } from './palette';
import { knownSteps, layOut, stack } from './plot';
import { foldSeries, REST_KEY, type ChartSeries } from './series';

const series = (
  key: string,
  ...values: (number | undefined)[]
): ChartSeries => ({
  key,
  label: key,
  values,
});

function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5]
    .map(at => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map(part =>
      part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
    );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

describe('the looks of groups', () => {
  const keys = [...'abcdefgh', REST_KEY].map(key => ({ key }));

  it.each([
    ['light', '#ffffff'],
    ['dark', '#424242'],
  ] as const)('stand out in a %s theme', (theme, ground) => {
    for (const { color } of looksOf(keys, theme)) {
      expect(contrast(color, ground)).toBeGreaterThanOrEqual(3);
    }
  });

  it('are all different, by more than their hue', () => {
    const looks = looksOf(keys, 'light');
    expect(
      new Set(looks.map(({ color, striped }) => `${color} ${striped}`)).size,
    ).toBe(9);
    expect(looks.filter(({ striped }) => striped)).toHaveLength(4);
  });
});

describe('foldSeries', () => {
  it('keeps the largest, and adds up the others without making up zeros', () => {
    const folded = foldSeries({
      series: [
        series('small', 1, undefined, undefined),
        series('large', 9, 9, 9),
        series('tiny', undefined, undefined, 0.5),
        series('silent', undefined, undefined, undefined),
      ],
      most: 1,
      restLabel: count => `${count} others`,
    });
    expect(folded).toEqual([
      series('large', 9, 9, 9),
      { key: REST_KEY, label: '3 others', values: [1, undefined, 0.5] },
    ]);
  });

  it('leaves the others last that were added up before', () => {
    expect(
      foldSeries({
        series: [series(REST_KEY, 99), series('a', 1), series('b', 2)],
        most: 2,
        restLabel: String,
      }).map(({ key }) => key),
    ).toEqual(['b', 'a', REST_KEY]);
  });
});

describe('the plot', () => {
  const two = [
    series('a', 2, undefined, 3),
    series('b', 1, undefined, undefined),
  ];

  it('stacks what is known, and knows of which steps nothing is', () => {
    expect(stack(two, 3)).toEqual([
      [{ from: 0, to: 2 }, undefined, { from: 0, to: 3 }],
      [{ from: 2, to: 3 }, undefined, undefined],
    ]);
    expect(knownSteps(two, 3)).toEqual([true, false, true]);
  });

  it('has room for the highest stack and for the time before', () => {
    const plot = (previous: number[]) =>
      layOut({
        type: 'columns',
        series: two,
        previous,
        steps: 3,
        width: 368,
        height: 236,
      });
    expect(plot([]).y(0)).toBe(200);
    expect(plot([]).y(3)).toBeGreaterThanOrEqual(0);
    expect(plot([30]).y(30)).toBeGreaterThanOrEqual(0);
    expect([0, 61, 159, 170, 367, 900].map(plot([]).stepAt)).toEqual([
      0, 0, 0, 1, 2, 2,
    ]);
  });

  it('survives a time without anything', () => {
    const plot = layOut({
      type: 'areas',
      series: [],
      previous: [],
      steps: 0,
      width: 0,
      height: 100,
    });
    expect(plot.y(0)).not.toBeNaN();
    expect(plot.width).toBeGreaterThan(0);
  });
});
