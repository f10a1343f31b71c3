/** Names as a text for messages. */
export function list(values: readonly string[]): string {
  return values.length === 0 ? 'none' : values.join(', ');
}

/** A number with its unit in the singular or plural: `1 GPU`, `3 partitions`. */
export function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}
