import {
  Intent,
  KubernetesObject,
  parseIntent,
  Platform,
  platformSchema,
  renderIntent,
} from '@modelyard/llm-manifests';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const file = parse(
  fs.readFileSync(path.join(__dirname, 'goldenPath.yaml'), 'utf8'),
);

const platform: Platform = platformSchema.parse(file.platform);

/** The intents of one model on the golden path, and of the claim of its pool. */
export type GoldenPath = readonly Intent[];

/**
 * So many models on the golden path, none like another: names, sizes and limits differ, so that nothing that is remembered of
 * one helps with the next.
 *
 * @param first - number of the first; other numbers give other models
 */
export function goldenPaths(count: number, first = 0): GoldenPath[] {
  return Array.from({ length: count }, (_, i) => goldenPath(first + i));
}

function goldenPath(i: number): GoldenPath {
  const text = JSON.stringify(file.intents)
    .replaceAll('qwen3-32b', `qwen3-32b-${i}`)
    .replaceAll('assistants-prod', `team-${i % 97}`)
    .replaceAll('assistant-large', `assistant-${i}`)
    .replaceAll('two-h100', `two-h100-${i}`)
    .replaceAll('h100-fra', `h100-fra-${i}`)
    .replaceAll('128Gi', `${64 + i}Gi`)
    .replaceAll('200000', String(200_000 + i))
    .replaceAll('--seed=7', `--seed=${i}`);
  return (JSON.parse(text) as unknown[]).map(value => {
    const intent = parseIntent(value);
    if (!intent.ok) {
      throw new Error(JSON.stringify(intent.issues));
    }
    return intent.value;
  });
}

/** The objects of a golden path. */
export function renderGoldenPath(intents: GoldenPath): KubernetesObject[] {
  return intents.flatMap(intent => {
    const rendered = renderIntent({ intent, platform });
    if (!rendered.ok) {
      throw new Error(JSON.stringify(rendered.issues));
    }
    return rendered.value.flatMap(({ objects }) => objects);
  });
}
