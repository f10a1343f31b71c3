import { REST_KEY } from './series';

// Each stands out from the ground of its theme by 3 to 1 at least, and
// neighbours differ in lightness as well as in hue, for those who see few hues.
const light = ['#0a62a9', '#c2560a', '#00806a', '#8f3f97'];
const dark = ['#6cb4f5', '#ff9d5c', '#3fcfa4', '#ec9ad8'];
const rest = { light: '#6e6e6e', dark: '#b5b5b5' };
const dashes = ['', '7 3', '2 3', '9 3 2 3'];

/** How a group is drawn. */
export interface Look {
  readonly color: string;
  /** Every second four groups are striped: eight hues could not be told apart. */
  readonly striped: boolean;
  /** Dashes of its line. */
  readonly dashes: string;
}

/** The looks of the groups of a chart, by their order. */
export function looksOf(
  series: readonly { readonly key: string }[],
  theme: 'light' | 'dark',
): Look[] {
  const colors = theme === 'dark' ? dark : light;
  return series.map(({ key }, index) => ({
    color: key === REST_KEY ? rest[theme] : colors[index % colors.length],
    striped: key !== REST_KEY && index >= colors.length,
    dashes: key === REST_KEY ? '1 4' : dashes[index % dashes.length],
  }));
}
