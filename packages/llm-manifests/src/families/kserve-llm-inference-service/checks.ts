import { Issue } from '@modelyard/llm-units';
import { errorAt, warningAt } from '../../objects/issueOf';
import { checkServing } from '../../serving/checkServing';
import { checkDrain } from '../../serving/drain';
import { checkModelAccount } from '../../serving/kserve/account';
import { checkGoTemplates } from '../../serving/kserve/goTemplates';
import { checkReferences } from '../../serving/kserve/references';
import { checkStorage } from '../../serving/kserve/storage';
import { checkSource } from '../../serving/modelSource';
import { checkProxies } from '../../serving/networkPolicy';
import { checkEngine } from '../../serving/vllmArgs';
import { checkPools } from './checkPools';
import { checkRouter } from './checkRouter';
import { checkScaling } from './checkScaling';
import type { Context } from './pools';
import { versionOf } from './render';

/** Variables that KServe sets, or whose containers its webhook rejects. */
const MANAGED_ENV = {
  PYTHONPATH: 'KServe rejects in any container',
  HF_HUB_CACHE: 'is set by KServe',
  VLLM_NIXL_SIDE_CHANNEL_HOST: 'is set by prefill',
};

/** Flags that KServe's presets set. */
const MANAGED = {
  '--ssl-certfile': 'KServe',
  '--ssl-keyfile': 'KServe',
  '--enable-ssl-refresh': 'KServe',
  '--kv-transfer-config': 'prefill and engine.kvOffload',
  '--data-parallel-size-local': 'nodes',
  '--data-parallel-address': 'KServe',
  '--data-parallel-rpc-port': 'KServe',
  '--data-parallel-start-rank': 'KServe',
};

/** The rules of KServe's webhook, and what its presets cannot do. Paths begin at the input. */
export function checkKserveLlm(context: Context): Issue[] {
  const { subject, input, platform } = context;
  const { engine, source, runtime } = input;
  return [
    ...checkSource(source),
    ...checkStorage(source),
    ...checkModelAccount({ subject, source, runtime, platform }),
    ...checkEngine(engine, {
      managed: MANAGED,
      managedEnv: MANAGED_ENV,
      // The engine of the preset is new enough; only another image may not be.
      version: engine.image || engine.version ? versionOf(context) : null,
    }),
    ...checkServing({ subject, engine, runtime }),
    // The engine of the preset is new enough; only another image may not be.
    ...(engine.image || engine.version
      ? checkDrain({ runtime, version: versionOf(context) })
      : []),
    ...checkAdapters(context),
    ...checkOffload(context),
    ...checkPools(context),
    ...checkScaling(context),
    ...checkRouter(context),
    ...checkProxies(platform),
    ...checkGoTemplates({ ...input }),
    ...checkFieldReferences(context),
  ];
}

/** Of what KServe itself makes arguments and variables of. */
function checkFieldReferences({ input }: Context): Issue[] {
  const { engine, offload, router, tracing } = input;
  const adapters = engine.lora?.adapters ?? [];
  return checkReferences({
    ...Object.fromEntries(
      adapters.map(({ uri }, i) => [`engine.lora.adapters[${i}].uri`, uri]),
    ),
    ...Object.fromEntries(
      (offload?.tiers ?? []).map((tier, i) => [
        `offload.tiers[${i}].path`,
        tier.kind === 'claim' ? tier.path : undefined,
      ]),
    ),
    ...(router.scheduler && {
      'router.scheduler.config.key': router.scheduler.config?.key,
    }),
    'tracing.endpoint': tracing?.endpoint,
  });
}

function checkAdapters({ input }: Context): Issue[] {
  return (input.engine.lora?.adapters ?? []).flatMap(({ uri }, index) =>
    /^(hf|s3|pvc):\/\//.test(uri)
      ? []
      : [
          errorAt(
            `engine.lora.adapters[${index}].uri`,
            'adapter-storage',
            `must begin with hf://, s3:// or pvc://, but is ${uri}: KServe mounts no further image into a pod`,
          ),
        ],
  );
}

function checkOffload({ input }: Context): Issue[] {
  const { engine, offload, prefill } = input;
  const issues: Issue[] = [];
  if (offload && !engine.kvOffload) {
    issues.push(
      errorAt(
        'offload',
        'offload-size',
        'says how context is moved out of the GPU, but engine.kvOffload does not say that it is',
      ),
    );
  }
  if (engine.kvOffload?.backend === 'lmcache') {
    issues.push(
      errorAt(
        'engine.kvOffload.backend',
        'offload-backend',
        'must be native: KServe has no other; use the family vllm-deployment',
      ),
    );
  }
  if (engine.kvOffload && prefill) {
    issues.push(
      errorAt(
        'engine.kvOffload',
        'offload-prefill',
        'must not stand beside prefill: an engine moves context in one way, and servers of two sorts need it for the way between them; leave one of them out',
      ),
    );
  }
  if ((offload?.tiers ?? []).some(({ kind }) => kind === 'claim')) {
    issues.push(
      warningAt(
        'offload.tiers',
        'offload-shared',
        'keeps context of requests on a volume that outlives the server: who can read it can read parts of prompts and answers',
      ),
    );
  }
  return issues;
}
