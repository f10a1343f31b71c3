// placed at: plugins/llm-backend/src/example.ts
import { readFileSync } from 'node:fs';
import { MODEL_KIND } from '@modelyard/plugin-llm-common';

export function load(path: string) {
  return { kind: MODEL_KIND, text: readFileSync(path, 'utf8') };
}
