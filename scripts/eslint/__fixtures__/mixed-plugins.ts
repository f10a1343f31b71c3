// placed at: plugins/llm-backend/src/example.ts
import { LlmCard } from '@modelyard/plugin-llm-react'; // error: no-restricted-imports, @backstage/no-mixed-plugin-imports

export function show() {
  console.info(LlmCard); // error: no-console
}
