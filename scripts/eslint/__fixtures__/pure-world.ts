// placed at: packages/llm-sizing/src/example.ts
export const answer = fetch('http://localhost'); // error: no-restricted-globals
export const home = process.env.HOME; // error: no-restricted-globals
export const bytes = Buffer.from('x'); // error: no-restricted-globals
export const timer = setTimeout(() => {}, 1); // error: no-restricted-globals
export const page = document.title; // error: no-restricted-globals

export function escape(value: any) { // error: @typescript-eslint/no-explicit-any
  console.log(value); // error: no-console
}
