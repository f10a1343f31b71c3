/**
 * Some weights of a model that are stored alike, by the name that checkpoints give them: a matrix and its bias, or the
 * matrices of all experts.
 */
export interface Part {
  /** Below its layer, such as `self_attn.q_proj`; of experts, that of the first. */
  readonly name: string;
  /** Of one copy; undefined where one of its sides is not known. */
  readonly parameters: number | undefined;
  /** Whether quantisation applies to it. Embeddings, routers, heads and vectors it leaves alone. */
  readonly quantised: boolean;
  /** How many there are, for experts; 1 where absent. */
  readonly copies?: number;
  /** How many of them work on a token; all where absent. */
  readonly active?: number;
}

/** A product of sizes; undefined where one of them is. */
function product(...sizes: Array<number | undefined>) {
  return sizes.reduce<number | undefined>(
    (result, size) =>
      result === undefined || size === undefined ? undefined : result * size,
    1,
  );
}

/** A sum of sizes; undefined where one of them is. */
export function sum(sizes: ReadonlyArray<number | undefined>) {
  return sizes.reduce<number | undefined>(
    (result, size) =>
      result === undefined || size === undefined ? undefined : result + size,
    0,
  );
}

/** A linear layer. */
export function linear(
  name: string,
  inputs: number | undefined,
  outputs: number | undefined,
  options: { bias?: boolean; copies?: number; active?: number } = {},
): Part {
  const { bias = false, ...rest } = options;
  return {
    name,
    parameters: sum([product(inputs, outputs), bias ? outputs : 0]),
    quantised: true,
    ...rest,
  };
}

/** Weights that stay as they are when a model is quantised. */
export function plain(name: string, ...sizes: Array<number | undefined>): Part {
  return { name, parameters: product(...sizes), quantised: false };
}

/** All parameters of parts, or those that a token passes through. */
export function countParameters(
  parts: readonly Part[],
  which: 'all' | 'active' = 'all',
) {
  return sum(
    parts.map(({ parameters, copies = 1, active = copies }) =>
      product(parameters, which === 'all' ? copies : active),
    ),
  );
}
