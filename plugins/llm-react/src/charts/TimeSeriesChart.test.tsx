import { renderInTestApp } from '@backstage/test-utils';
import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { TimeSeriesChart, type TimeSeriesChartProps } from './TimeSeriesChart';

const days = ['Nov 1', 'Nov 2', 'Nov 3'];

async function renderChart(props: Partial<TimeSeriesChartProps> = {}) {
  await renderInTestApp(
    <TimeSeriesChart
      label="Tokens by consumer"
      type="columns"
      steps={days.map(day => ({ label: `${day}, 2026`, tick: day }))}
      series={[
        { key: 'b', label: 'bot', values: [10, undefined, 0] },
        { key: 's', label: 'search', values: [20, undefined, 5] },
      ]}
      unit="tokens"
      format={value => `${value} tokens`}
      formatBare={String}
      formatTick={String}
      {...props}
    />,
  );
}

const chart = () => screen.getByRole('figure', { name: 'Tokens by consumer' });
const columns = (key: string) =>
  chart().querySelectorAll(`[data-series="${key}"] rect`);

describe('TimeSeriesChart', () => {
  it('stacks columns, draws nothing for zero, and says where nothing is known', async () => {
    await renderChart();
    expect(columns('s')).toHaveLength(2);
    expect(columns('b')).toHaveLength(1);
    // The ground tells zero from not known.
    expect(
      [...chart().querySelectorAll('[data-known]')].map(line => [
        line.getAttribute('data-known'),
        line.hasAttribute('stroke-dasharray'),
      ]),
    ).toEqual([
      ['true', false],
      ['false', true],
      ['true', false],
    ]);
    expect(
      screen.getByText(/dotted where nothing was reported/),
    ).toBeInTheDocument();
    const legend = within(chart())
      .getAllByRole('listitem')
      .map(item => item.textContent);
    expect(legend).toEqual(['search', 'bot']);
  });

  it('is read by keyboard, step by step', async () => {
    await renderChart();
    const slider = screen.getByRole('slider', {
      name: /^Steps of Tokens by consumer/,
    });
    expect(slider).toHaveAttribute(
      'aria-valuetext',
      'Nov 1, 2026: Total 30 tokens, bot 10 tokens, and search 20 tokens',
    );
    expect(screen.queryByText('Nov 1, 2026')).not.toBeInTheDocument();
    await userEvent.tab();
    await userEvent.tab();
    while (document.activeElement !== slider) {
      await userEvent.tab();
    }
    expect(screen.getByText('Nov 1, 2026')).toBeInTheDocument();
    // What the arrow keys do in a browser.
    fireEvent.change(slider, { target: { value: '1' } });
    expect(screen.getByText('Nov 2, 2026')).toBeInTheDocument();
    expect(slider.getAttribute('aria-valuetext')).toBe(
      'Nov 2, 2026: Total nothing reported, bot nothing reported, and search nothing reported',
    );
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByText('Nov 2, 2026')).not.toBeInTheDocument();
  });

  it('is read by mouse', async () => {
    await renderChart();
    const drawing = chart().querySelector('svg')!;
    fireEvent.pointerMove(drawing, { clientX: 600 });
    expect(screen.getByText('Nov 3, 2026')).toBeInTheDocument();
    // Of all together, and of the one that has any.
    expect(screen.getAllByText('5 tokens')).toHaveLength(2);
    fireEvent.pointerLeave(drawing);
    expect(screen.queryByText('Nov 3, 2026')).not.toBeInTheDocument();
  });

  it('shows the time before as a dashed line with its gaps', async () => {
    await renderChart({
      previous: { label: 'The time before', values: [7, undefined, 9, 11] },
    });
    const line = chart().querySelector('[data-series="previous"]')!;
    expect(line).toHaveAttribute('stroke-dasharray');
    expect(line.getAttribute('d')).toMatch(/^M[\d.,]+ZM[\d.,]+Z$/);
    expect(screen.getByText('The time before')).toBeInTheDocument();
  });

  it.each(['areas', 'lines'] as const)('draws %s with gaps', async type => {
    await renderChart({ type });
    const paths = [
      ...chart().querySelectorAll('.visx-area, .visx-linepath'),
    ].map(path => path.getAttribute('d') ?? '');
    expect(paths).toHaveLength(2);
    for (const path of paths) {
      expect(path.match(/M/g)).toHaveLength(2);
      expect(path).not.toContain('NaN');
    }
  });

  it('is a table as well, with words where nothing is known', async () => {
    await renderChart({
      previous: { label: 'The time before', values: [7, undefined, 9] },
    });
    await userEvent.click(
      within(
        screen.getByRole('group', { name: 'View of Tokens by consumer' }),
      ).getByRole('button', { name: 'Table' }),
    );
    expect(screen.queryByRole('figure')).not.toBeInTheDocument();
    const rows = screen
      .getAllByRole('row')
      .map(row =>
        within(row)
          .queryAllByRole('cell')
          .map(cell => cell.textContent),
      )
      .slice(1);
    expect(rows).toEqual([
      ['20', '10', '30', '7'],
      Array(4).fill('nothing reported'),
      ['5', '0', '5', '9'],
    ]);
    expect(
      screen.getByRole('columnheader', { name: /search/ }),
    ).toHaveTextContent('tokens');
  });

  it('draws no more than eight groups, and the others together', async () => {
    await renderChart({
      series: Array.from({ length: 11 }, (_, index) => ({
        key: `g${index}`,
        label: `group ${index}`,
        values: [index + 1, 1, 1],
      })),
    });
    const legend = within(chart())
      .getAllByRole('listitem')
      .map(item => item.textContent);
    expect(legend).toHaveLength(9);
    expect(legend[0]).toBe('group 10');
    expect(legend.at(-1)).toBe('3 others');
  });
});
