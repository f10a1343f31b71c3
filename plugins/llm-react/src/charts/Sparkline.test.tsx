import { render, screen } from '@testing-library/react';
import { Sparkline } from './Sparkline';

const lineOf = () =>
  screen.getByRole('img').querySelector('.visx-linepath')!.getAttribute('d')!;

const points = (...values: (number | undefined)[]) =>
  values.map((value, index) => ({ at: index * 3_600_000, value }));

describe('Sparkline', () => {
  it('is an image with the words that it is given', () => {
    render(<Sparkline points={points(1, 2)} label="Tokens, last 2 h" />);
    expect(
      screen.getByRole('img', { name: 'Tokens, last 2 h' }),
    ).toHaveAttribute('height', '32');
  });

  it('leaves a gap where nothing is known, and draws a lone point', () => {
    render(<Sparkline points={points(1, undefined, 3, 3)} label="x" />);
    // One stroke that ends where it begins, and one of two points.
    expect(lineOf()).toMatch(/^M[\d.,]+ZM[\d.,]+L[\d.,]+$/);
    expect(lineOf()).not.toContain('NaN');
  });

  it('lies on the ground where there was nothing, and begins at zero', () => {
    const { rerender } = render(<Sparkline points={points(0, 0)} label="x" />);
    expect(lineOf()).toBe('M2,30L98,30');
    rerender(<Sparkline points={points(50, 100)} label="x" height={44} />);
    expect(lineOf()).toBe('M2,22L98,2');
  });

  it('draws no line where nothing at all is known', () => {
    render(<Sparkline points={points(undefined, Number.NaN)} label="x" />);
    expect(lineOf()).toBe('');
    expect(screen.getByRole('img')).toBeInTheDocument();
  });
});
