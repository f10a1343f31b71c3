const PLACEHOLDER = /\{\{\s*(\w+)\s*\}\}/g;

/** The names in the placeholders of a template, each once. */
export function placeholdersOf(template: string): string[] {
  return [
    ...new Set([...template.matchAll(PLACEHOLDER)].map(match => match[1])),
  ];
}

/** Puts something in the place of each placeholder. */
export function withPlaceholders(
  template: string,
  valueOf: (name: string) => string,
): string {
  return template.replace(PLACEHOLDER, (_, name: string) => valueOf(name));
}
