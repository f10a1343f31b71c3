// placed at: packages/llm-sizing/src/example.ts
export const now = Date.now(); // error: no-restricted-syntax
export const today = new Date(); // error: no-restricted-syntax
export const text = Date(); // error: no-restricted-syntax
export const chance = Math.random(); // error: no-restricted-syntax
export const hidden = globalThis.performance; // error: no-restricted-syntax
export const elapsed = performance.now(); // error: no-restricted-globals
export const id = crypto.randomUUID(); // error: no-restricted-globals

export const given = new Date('2026-01-01');
export const rounded = Math.round(1.5);
