import { FeedForward } from './Layer';
import { countParameters, linear, Part, plain } from './Part';

/** How the two or three matrices of a feed-forward part are built. */
export interface FeedForwardStyle {
  /** Whether a third matrix gates the first, as with SwiGLU. */
  readonly gated: boolean;
  readonly bias: boolean;
}

function matrices(options: {
  name: string;
  hiddenSize: number;
  width: number | undefined;
  style: FeedForwardStyle;
  copies?: number;
  active?: number;
}): Part[] {
  const { name, hiddenSize, width, style, copies, active } = options;
  const rest = { bias: style.bias, copies, active };
  return [
    ...(style.gated
      ? [linear(`${name}.gate_proj`, hiddenSize, width, rest)]
      : []),
    linear(`${name}.up_proj`, hiddenSize, width, rest),
    linear(`${name}.down_proj`, width, hiddenSize, rest),
  ];
}

/** A feed-forward part that all tokens pass through. */
export function denseFeedForward(options: {
  hiddenSize: number;
  intermediateSize: number | undefined;
  style: FeedForwardStyle;
  name?: string;
}): FeedForward {
  const { hiddenSize, intermediateSize, style, name = 'mlp' } = options;
  return {
    group: intermediateSize === undefined ? {} : { intermediateSize },
    parts: matrices({ name, hiddenSize, width: intermediateSize, style }),
  };
}

/** Sizes of a mixture of experts. */
export interface ExpertsShape {
  readonly total: number;
  readonly active: number;
  readonly intermediateSize: number | undefined;
  /** Experts that all tokens pass through, and how wide they are together. */
  readonly shared?: {
    readonly count: number;
    readonly intermediateSize: number | undefined;
    /** Whether a gate says how much of them counts. */
    readonly gate?: boolean;
  };
  /** Whether the router has a bias, or a correction for balance. */
  readonly routerBias?: boolean;
  /** Width that experts work in where it is not the model's. */
  readonly latentSize?: number;
}

/** A mixture of experts: a router chooses for each token which experts it passes through. */
export function mixtureOfExperts(options: {
  hiddenSize: number;
  experts: ExpertsShape;
  style: FeedForwardStyle;
  name?: string;
}): FeedForward {
  const { hiddenSize, experts, style, name = 'mlp' } = options;
  const { total, active, intermediateSize, shared, latentSize } = experts;
  const routed = matrices({
    name: `${name}.experts.0`,
    hiddenSize: latentSize ?? hiddenSize,
    width: intermediateSize,
    style,
    copies: total,
    active,
  });
  const each = countParameters(
    routed.map(part => ({ ...part, copies: 1, active: 1 })),
  );
  return {
    group: {
      experts: {
        total,
        active,
        ...(shared && { shared: shared.count }),
        ...(intermediateSize !== undefined && { intermediateSize }),
        ...(each !== undefined && { parameters: each }),
      },
    },
    parts: [
      plain(`${name}.gate`, hiddenSize + (experts.routerBias ? 1 : 0), total),
      ...routed,
      ...(shared
        ? matrices({
            name: `${name}.shared_experts`,
            hiddenSize,
            width: shared.intermediateSize,
            style,
          })
        : []),
      plain(`${name}.shared_expert_gate`, shared?.gate ? hiddenSize : 0),
      ...(latentSize
        ? [
            linear(`${name}.fc1_latent_proj`, hiddenSize, latentSize),
            linear(`${name}.fc2_latent_proj`, latentSize, hiddenSize),
          ]
        : []),
    ],
  };
}

/** Two feed-forward parts side by side in one layer. */
export function together(first: FeedForward, second: FeedForward): FeedForward {
  return {
    group: { ...first.group, ...second.group },
    parts: [...first.parts, ...second.parts],
  };
}
