import { Architecture } from '../../../architecture/Architecture';
import {
  ask,
  engine,
  group,
  h100,
  l40s,
  large,
  modelOf,
  pool,
  VerdictCase,
} from '../scenario';

/** 30.5 billion parameters, 56.8 GiB in 16 bits, nearly all of them experts; 96 KiB of context for each token. */
const mixture: Architecture = {
  weightBytes: 61_000_000_000,
  parameters: { total: 30.5e9, active: 3.3e9 },
  dtype: 'bf16',
  hiddenSize: 2048,
  vocabSize: 151936,
  contextLength: 40960,
  layers: [
    {
      count: 48,
      attention: 'full',
      heads: 32,
      kvHeads: 4,
      headDim: 128,
      experts: { total: 128, active: 8, intermediateSize: 768 },
    },
  ],
};

/** How a model is spread over GPUs and nodes. */
export const spreadCases: readonly VerdictCase[] = [
  {
    name: 'stages over two nodes, where a node alone is too small',
    ask: ask({
      model: modelOf({ bf16: large }),
      pools: [
        pool('ber', [
          l40s(3, 2, { interconnect: { kind: 'roce', span: 'pool' } }),
        ]),
      ],
    }),
    // 131.4 GiB need 4 x 41.4 = 165.6; the last stage has 33.8 and leaves 7.6, of which requests take 1.8 and the
    // longest 0.6. Stages rather than shared layers, because RoCE joins nodes, and nothing fast the GPUs of a node.
    answer: {
      'ber/l40s': {
        verdict: 'fits',
        reasons: ['several-nodes: one copy takes 2 GPUs on each of 2 nodes'],
        placement: '1 x 4 x 1 = 4 gpu',
      },
    },
  },
  {
    name: 'stages over nodes that only Ethernet joins',
    ask: ask({
      model: modelOf({ bf16: large }),
      pools: [
        pool('ber', [
          l40s(3, 2, { interconnect: { kind: 'ethernet', span: 'pool' } }),
        ]),
      ],
    }),
    // The same memory as before.
    answer: {
      'ber/l40s': {
        verdict: 'fits',
        reasons: [
          'slow-link: stages of the model lie on nodes that no fast network is known to join',
          'several-nodes: one copy takes 2 GPUs on each of 2 nodes',
        ],
        placement: '1 x 4 x 1 = 4 gpu',
      },
    },
  },
  {
    name: 'each layer over a rack that NVLink joins',
    ask: ask({
      model: modelOf({ bf16: { ...large, weightBytes: 1.2e12 } }),
      pools: [
        pool('rack', [
          group('gb200', 'nvidia-gb200-186gb', [18, 4], {
            interconnect: { kind: 'nvlink', span: 'rack' },
          }),
        ]),
      ],
    }),
    // 1.2e12 bytes = 1,118 GiB. 8 GPUs of 186 GB hold 8 x 159 or more. Seven could only be stages, the largest of 12 of
    // 80 layers: 168 GiB of 171 at the most, which leaves nothing for the engine. 64 heads divide by 8, on 2 nodes of
    // 4.
    answer: {
      'rack/gb200': {
        verdict: 'fits',
        reasons: ['several-nodes: one copy takes 4 GPUs on each of 2 nodes'],
        placement: '8 x 1 x 1 = 8 gpu',
      },
    },
  },
  {
    name: 'GPUs that share each layer over a slow link',
    ask: ask({
      intent: engine({ tensorParallel: 2 }),
      pools: [
        pool('ber', [
          l40s(1, 4, { interconnect: { kind: 'pcie', span: 'node' } }),
        ]),
      ],
    }),
    // One would do, but two were asked for.
    answer: {
      'ber/l40s': {
        verdict: 'fits',
        reasons: [
          'slow-link: 2 GPUs share each layer without a fast link between them, which makes answers slow',
        ],
        placement: '2 x 1 x 1 = 2 gpu',
      },
    },
  },
  {
    name: 'experts that are spread over all copies',
    ask: ask({
      model: modelOf({ bf16: mixture }),
      intent: engine({
        expertParallel: true,
        tensorParallel: 1,
        pipelineParallel: 1,
        dataParallel: 4,
      }),
      pools: [pool('ber', [l40s(1, 8)])],
    }),
    // 56.8 GiB do not fit in 41.4, but four copies have a quarter of the experts each: 48 x 128 x 3 x 2,048 x 768 x 2
    // bytes = 54 GiB, so 13.5 and 2.8 of the rest, and 3 x 0.22 for requests. That leaves 24 for the engine.
    answer: { 'ber/l40s': { verdict: 'fits', placement: '1 x 1 x 4 = 4 gpu' } },
  },
  {
    name: 'experts that every copy has all of',
    ask: ask({
      model: modelOf({ bf16: mixture }),
      intent: engine({
        tensorParallel: 1,
        pipelineParallel: 1,
        dataParallel: 4,
      }),
      pools: [pool('ber', [l40s(1, 8)])],
    }),
    // The same without spreading experts. Two stages have 28.4 GiB each; in 8 bits one copy has (61 - 1.2) / 2 + 1.2 =
    // 31.1 GB = 29 GiB.
    answer: {
      'ber/l40s': {
        verdict: 'does-not-fit',
        reasons: [
          'weights-too-large: weights of 56.8 GiB do not fit in 41.4 GiB',
        ],
        placement: '1 x 1 x 4 = 4 gpu',
        alternatives: [
          'other-parallelism: 2 of ber/l40s for bf16',
          'runtime-quantisation: 4 of ber/l40s for bf16',
        ],
        override: 'possible',
      },
    },
  },
  {
    name: 'stages that cannot be divided among the nodes that there are',
    ask: ask({
      model: modelOf({ bf16: { ...large, weightBytes: 690e9 } }),
      pools: [
        pool('fra', [
          h100(2, 8, { interconnect: { kind: 'infiniband', span: 'pool' } }),
        ]),
      ],
    }),
    // 690e9 bytes = 643 GiB, of which a layer is 7.8 and each table of words 9.6. 8 x 73.3 is less. 10 stages are too
    // large: 62.4 and 9.6 for the last. 11 cannot be halved, so six on each node: 6 stages of 14 layers at the most, on
    // two GPUs each, 54.6 and 4.8. Within a node NVLink joins an H100 SXM, whatever joins the nodes.
    answer: {
      'fra/h100': {
        verdict: 'fits',
        reasons: [
          'stages-are-slow: the cheapest way has 6 stages, through which every token passes one after the other; 16 GPUs, of which 8 share each layer in 2 stages, would answer faster',
          'several-nodes: one copy takes 6 GPUs on each of 2 nodes',
        ],
        placement: '2 x 6 x 1 = 12 gpu',
      },
    },
  },
];
