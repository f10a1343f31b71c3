import { celUint, isCelError, isCelUint, run } from '@bufbuild/cel';
import { celNames, celString, findCelProblem } from '../../objects/celSyntax';
import type { PriceInput } from './backendInput';
import { backendName, backendNamespace, Context } from './names';

/** Where the gateway writes what a request took, for limits and the access log. */
export const METADATA_NAMESPACE = 'io.envoy.ai_gateway';

/** Figures of every request, by the key in the metadata. */
export const tokenCosts = [
  { metadataKey: 'llm_input_token', type: 'InputToken' },
  { metadataKey: 'llm_cached_input_token', type: 'CachedInputToken' },
  { metadataKey: 'llm_output_token', type: 'OutputToken' },
  { metadataKey: 'llm_total_token', type: 'TotalToken' },
] as const;

export const COST_KEY = 'llm_cost_micros';

/** The costs of a route: tokens, money where prices are known, and what people added. */
export function requestCosts(
  context: Context,
  namespaces: { route: string; backends: string },
) {
  const money = moneyExpression(context, namespaces);
  return [
    ...tokenCosts,
    ...(money ? [{ metadataKey: COST_KEY, type: 'CEL', cel: money }] : []),
    ...context.input.costs.map(({ key, cel }) => ({
      metadataKey: key,
      type: 'CEL',
      cel,
    })),
  ];
}

/**
 * What a request costs in millionths of a currency unit, as a whole number: a price per million tokens is as many
 * millionths per token. Backends with a price of their own are told apart by their name.
 */
function moneyExpression(
  { subject, input }: Context,
  namespaces: { route: string; backends: string },
): string | undefined {
  if (!input.price) {
    return undefined;
  }
  const own = input.backends.flatMap(backend =>
    backend.kind === 'provider' && backend.price
      ? [
          {
            name: `${backendName(backend, subject)}.${backendNamespace(
              backend,
              namespaces,
            )}`,
            price: backend.price,
          },
        ]
      : [],
  );
  return own.reduceRight(
    (rest, { name, price }) =>
      `backend == ${celString(name)} ? ${priceExpression(price)} : ${rest}`,
    priceExpression(input.price),
  );
}

function priceExpression(price: PriceInput): string {
  const {
    perMillionInputTokens: full,
    perMillionCachedInputTokens: cached,
    perMillionOutputTokens: output,
  } = price;
  const input =
    cached === undefined
      ? `double(input_tokens) * ${decimal(full)}`
      : `(double(input_tokens) - double(cached_input_tokens)) * ${decimal(
          full,
        )} + double(cached_input_tokens) * ${decimal(cached)}`;
  return `uint(${input} + double(output_tokens) * ${decimal(output)})`;
}

/** CEL takes a number without a point for a whole one, which it does not multiply with others. */
function decimal(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** Variables of cost expressions, with tokens of an ordinary request. */
const SAMPLE = {
  model: 'model',
  backend: 'backend.namespace',
  input_tokens: celUint(1000n),
  cached_input_tokens: celUint(200n),
  cache_creation_input_tokens: celUint(100n),
  output_tokens: celUint(500n),
  total_tokens: celUint(1500n),
  reasoning_tokens: celUint(50n),
};

/**
 * What is wrong with a cost expression; undefined where nothing is. It is tried out, since CEL multiplies neither signed
 * with unsigned numbers nor whole ones with others.
 */
export function findCostProblem(expression: string): string | undefined {
  const problem = findCelProblem(expression);
  if (problem) {
    return `is not a valid CEL expression: ${problem}`;
  }
  const unknown = [...celNames(expression)].filter(name => !(name in SAMPLE));
  if (unknown.length > 0) {
    return `asks for ${unknown.join(
      ', ',
    )}, which is not known; there are ${Object.keys(SAMPLE).join(', ')}`;
  }
  const value = run(expression, SAMPLE);
  if (isCelError(value)) {
    return `cannot be computed: ${value.message}; tokens are unsigned whole numbers, such as 10u, and others need double() and uint()`;
  }
  const isWhole = isCelUint(value) || typeof value === 'bigint';
  if (!isWhole) {
    return 'must give a whole number: put uint() around it';
  }
  return typeof value === 'bigint' && value < 0n
    ? 'must not give a number below 0, but does for 1000 tokens of a prompt and 500 of an answer'
    : undefined;
}
