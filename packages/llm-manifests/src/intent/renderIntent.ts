import { Issue, Result } from '@modelyard/llm-units';
import { Family, ServingTarget } from '../families/Family';
import { findFamily } from '../families';
import { toIssues } from '../families/inputIssues';
import type { KubernetesObject } from '../objects/KubernetesObject';
import { digestOfText } from '../objects/digestOfText';
import { printObjects } from '../objects/printObjects';
import type { Platform } from '../platform/Platform';
import { Intent, RENDERER_VERSION } from './Intent';
import { printIntent } from './readIntent';

/**
 * The objects of one part of an intent.
 *
 * @public
 */
export interface RenderedPart {
  readonly family: string;
  readonly objects: readonly KubernetesObject[];
}

/**
 * Renders every part of an intent for a platform: a function of the two values, and of nothing else.
 *
 * @returns The objects by part with warnings, or all errors. Paths of a part begin with `parts[0].input`
 * @public
 */
export function renderIntent(options: {
  intent: Intent;
  platform: Platform;
}): Result<RenderedPart[]> {
  const { intent, platform } = options;
  const { subject } = intent;
  if (intent.target !== platform.name) {
    return {
      ok: false,
      issues: [
        {
          path: 'target',
          code: 'target-mismatch',
          message: `is ${intent.target}, but the platform is ${platform.name}`,
          severity: 'error',
        },
      ],
    };
  }

  const issues: Issue[] = [];
  const parts = intent.parts.flatMap(({ family: id, input }, index) => {
    const family = findFamily(id);
    return family ? [{ family, input, index }] : [];
  });
  const families = parts.map(({ family }) => family.id);
  const serving = findServing({ parts, subject, platform, families });
  // Around servers whose own fields are wrong, everything would seem to miss them: one mistake would be told many times.
  const isUnread = !serving && parts.some(({ family }) => family.serves);
  const rendered: RenderedPart[] = [];
  for (const { family, input, index } of parts) {
    const result =
      isUnread && !family.serves
        ? readFields(family, input)
        : family.render({ subject, input, platform, serving, families });
    issues.push(
      ...result.issues.map(issue => ({
        ...issue,
        path: pathOf(issue.path, index),
      })),
    );
    if (result.ok) {
      rendered.push({ family: family.id, objects: result.value });
    }
  }
  issues.push(...findClashes(rendered));
  return issues.some(({ severity }) => severity === 'error')
    ? { ok: false, issues: unique(issues) }
    : { ok: true, value: rendered, issues: unique(issues) };
}

/** The folder of what is rendered, beside the intent. */
export const BASE = 'base/';

/**
 * The files that an intent stands for: the intent itself with the digests of the others, one file of manifests for each part,
 * and what applies them together. Paths are relative to the folder of the deployment.
 *
 * @public
 */
export function renderFiles(options: {
  intent: Intent;
  platform: Platform;
}): Result<Array<{ path: string; content: string }>> {
  const result = renderIntent(options);
  if (!result.ok) {
    return result;
  }
  const parts = result.value.filter(({ objects }) => objects.length > 0);
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: parts.map(({ family }) => `${family}.yaml`),
  };
  const base = [
    { name: 'kustomization.yaml', content: printObjects([kustomization]) },
    ...parts.map(({ family, objects }) => ({
      name: `${family}.yaml`,
      content: printObjects(objects),
    })),
  ];
  const intent: Intent = {
    ...options.intent,
    renderer: RENDERER_VERSION,
    rendered: Object.fromEntries(
      base.map(({ name, content }) => [name, digestOfText(content)]),
    ),
  };
  return {
    ...result,
    value: [
      { path: 'intent.yaml', content: printIntent(intent) },
      ...base.map(({ name, content }) => ({
        path: `${BASE}${name}`,
        content,
      })),
    ],
  };
}

/** What the serving family of an intent offers to the others, with the number of servers that counts. */
export function findServing(options: {
  parts: ReadonlyArray<{ family: Family; input: unknown }>;
  subject: Intent['subject'];
  platform: Platform;
  families: readonly string[];
}): ServingTarget | undefined {
  const { parts, subject, platform, families } = options;
  const part = parts.find(({ family }) => family.serves);
  const serving = part?.family.serving({
    subject,
    input: part.input,
    platform,
    families,
  });
  const replicas = parts
    .map(({ family, input }) =>
      family.replicas({ subject, input, platform, families }),
    )
    .find(Boolean);
  return serving && { ...serving, ...(replicas && { replicas }) };
}

/** What is wrong with the fields of a part by themselves. */
function readFields(
  family: Family,
  input: unknown,
): Result<KubernetesObject[]> {
  const parsed = family.input.safeParse(input);
  return parsed.success
    ? { ok: true, value: [], issues: [] }
    : { ok: false, issues: toIssues(parsed.error) };
}

function pathOf(path: string, index: number): string {
  return /^(platform|subject)(\.|\[|$)/.test(path)
    ? path
    : [`parts[${index}].input`, path].filter(Boolean).join('.');
}

/** Two parts must not both say what one object is. */
function findClashes(parts: readonly RenderedPart[]): Issue[] {
  const seen = new Map<string, string>();
  return parts.flatMap(({ family, objects }) =>
    objects.flatMap(({ apiVersion, kind, metadata }): Issue[] => {
      const key = `${apiVersion.split('/')[0]} ${kind} ${
        metadata.namespace ?? ''
      }/${metadata.name}`;
      const other = seen.get(key);
      seen.set(key, family);
      return other === undefined
        ? []
        : [
            {
              path: 'parts',
              code: 'object-clash',
              message: `render the ${kind} ${metadata.name} twice: by ${other} and by ${family}`,
              severity: 'error',
            },
          ];
    }),
  );
}

function unique(issues: readonly Issue[]): Issue[] {
  return [
    ...new Map(issues.map(issue => [JSON.stringify(issue), issue])).values(),
  ];
}
