import { formatIssue } from '@modelyard/llm-units';
import { digestOfText } from '../objects/digestOfText';
import type { Platform } from '../platform/Platform';
import { Intent, RENDERER_VERSION } from './Intent';
import { readIntent } from './readIntent';
import { BASE, renderFiles } from './renderIntent';

/**
 * A file in `base/` that is not as it was rendered.
 *
 * @public
 */
export interface DriftedFile {
  /** Relative to the folder of the deployment, such as `base/vllm-deployment.yaml`. */
  readonly path: string;
  /** `extra` is a file that was not rendered, `missing` one that was. */
  readonly type: 'changed' | 'missing' | 'extra';
  /** What stands there; absent where the file is missing. */
  readonly committed?: string;
  /** What was rendered; absent where the file is extra, or nobody can say any more: the target or the renderer has moved. */
  readonly rendered?: string;
}

/**
 * How the manifests in `base/` stand to the intent beside them.
 *
 * - `in-step`: they are what the intent renders to.
 * - `edited`: somebody has changed files after they were rendered.
 * - `outdated`: nobody has, but the intent renders to something else by now.
 * - `unknown`: nobody can say; `message` is a sentence without a full stop, and says why.
 *
 * @public
 */
export type Drift =
  | { readonly state: 'in-step' }
  | { readonly state: 'edited'; readonly files: readonly DriftedFile[] }
  | {
      readonly state: 'outdated';
      readonly reason: 'never-rendered' | 'renderer-older' | 'target-moved';
      readonly message: string;
    }
  | {
      readonly state: 'unknown';
      readonly reason:
        | 'intent-unreadable'
        | 'renderer-newer'
        | 'target-unknown'
        | 'not-rendered';
      readonly message: string;
    };

/**
 * Compares the committed manifests of a deployment or a pool with what was rendered for it. An intent that carries digests
 * says itself what was rendered, whatever has become of the target since; for one that carries none, what it renders to
 * today is compared, so that there a change of the target looks like an edit.
 *
 * @param options - `intent` is the text of `intent.yaml`, `base` the texts of the files in `base/` by their paths in it,
 * `platform` the target that the intent names; absent where it is not known
 * @public
 */
export function findDrift(options: {
  intent: string;
  base: ReadonlyMap<string, string>;
  platform: Platform | undefined;
}): Drift {
  const { base, platform } = options;
  const read = readIntent(options.intent);
  if (!read.ok) {
    const newer = read.issues.find(({ code }) => code === 'renderer-newer');
    return {
      state: 'unknown',
      reason: newer ? 'renderer-newer' : 'intent-unreadable',
      message: `intent.yaml cannot be read: ${read.issues
        .map(formatIssue)
        .join('; ')}`,
    };
  }
  const intent = read.value;
  const today = renderToday(intent, platform);
  const digests = intent.rendered && new Map(Object.entries(intent.rendered));
  if (digests) {
    const files = compare({ base, digests, today: today.files });
    if (files.length > 0) {
      return { state: 'edited', files };
    }
  }
  if (!today.files) {
    return today.unknown;
  }
  const differing = compare({
    base,
    digests: new Map(
      [...today.files].map(([name, text]) => [name, digestOfText(text)]),
    ),
    today: today.files,
  });
  if (differing.length === 0) {
    return { state: 'in-step' };
  }
  if (!digests && base.size === 0) {
    return {
      state: 'outdated',
      reason: 'never-rendered',
      message: 'nothing was rendered of the intent yet',
    };
  }
  if (intent.renderer < RENDERER_VERSION) {
    return {
      state: 'outdated',
      reason: 'renderer-older',
      message: `the manifests were rendered by the version ${intent.renderer} of the renderer, and this is ${RENDERER_VERSION}`,
    };
  }
  return digests
    ? {
        state: 'outdated',
        reason: 'target-moved',
        message: `the intent renders to something else today: it was changed by hand, or the target ${intent.target} is described differently since`,
      }
    : { state: 'edited', files: differing };
}

type Today =
  | { files: ReadonlyMap<string, string> }
  | { files?: undefined; unknown: Extract<Drift, { state: 'unknown' }> };

function renderToday(intent: Intent, platform: Platform | undefined): Today {
  if (!platform) {
    return {
      unknown: {
        state: 'unknown',
        reason: 'target-unknown',
        message: `there is no target ${intent.target} in the configuration, so that nobody can say what the intent renders to`,
      },
    };
  }
  const rendered = renderFiles({ intent, platform });
  if (!rendered.ok) {
    return {
      unknown: {
        state: 'unknown',
        reason: 'not-rendered',
        message: `the intent cannot be rendered for ${
          platform.name
        } any more: ${rendered.issues
          .filter(({ severity }) => severity === 'error')
          .map(formatIssue)
          .join('; ')}`,
      },
    };
  }
  return {
    files: new Map(
      rendered.value
        .filter(({ path }) => path.startsWith(BASE))
        .map(({ path, content }) => [path.slice(BASE.length), content]),
    ),
  };
}

function compare(options: {
  base: ReadonlyMap<string, string>;
  /** What was rendered. */
  digests: ReadonlyMap<string, string>;
  /** What is rendered today, which shows what an edited file was like only if it is the same. */
  today: ReadonlyMap<string, string> | undefined;
}): DriftedFile[] {
  const { base, digests, today } = options;
  const names = [...new Set([...digests.keys(), ...base.keys()])].sort();
  return names.flatMap((name): DriftedFile[] => {
    const committed = base.get(name);
    const digest = digests.get(name);
    if (committed !== undefined && digestOfText(committed) === digest) {
      return [];
    }
    const text = today?.get(name);
    const rendered =
      text !== undefined && digestOfText(text) === digest ? text : undefined;
    return [
      {
        path: `${BASE}${name}`,
        type: typeOf(committed, digest),
        ...(committed !== undefined && { committed }),
        ...(rendered !== undefined && { rendered }),
      },
    ];
  });
}

function typeOf(
  committed: string | undefined,
  digest: string | undefined,
): DriftedFile['type'] {
  if (committed === undefined) {
    return 'missing';
  }
  return digest === undefined ? 'extra' : 'changed';
}
