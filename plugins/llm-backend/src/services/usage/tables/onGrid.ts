const GRID = 2 ** 20;

/**
 * A number on a grid of 2^-20, about a millionth. Such numbers add up exactly, so that a sum does not depend on the order in
 * which reports come, nor on how they are cut.
 */
export function onGrid(value: number): number {
  return Number.isInteger(value) ? value : Math.round(value * GRID) / GRID;
}
