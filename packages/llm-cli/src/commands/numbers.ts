import { InvalidArgumentError } from 'commander';

/** A share of something, above 0 and at most 1. */
export function share(text: string): number {
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : 0;
  if (!(value > 0 && value <= 1)) {
    throw new InvalidArgumentError('It must be above 0 and at most 1.');
  }
  return value;
}

/** A whole number of at least 1. */
export function positive(text: string): number {
  if (!/^0*[1-9]\d*$/.test(text)) {
    throw new InvalidArgumentError('It must be a whole number of at least 1.');
  }
  return Number(text);
}

/** A whole number of at least 0. */
export function count(text: string): number {
  if (!/^\d+$/.test(text)) {
    throw new InvalidArgumentError('It must be a whole number.');
  }
  return Number(text);
}
