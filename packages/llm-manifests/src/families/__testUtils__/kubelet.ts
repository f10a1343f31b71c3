/**
 * Reads an argument or a variable as the kubelet does, which expands `$(NAME)` and makes `$` of `$$`.
 *
 * @see Kubernetes, third_party/forked/golang/expansion
 */
export function expand(
  text: string,
  valueOf: (name: string) => string,
): string {
  return text.replace(
    /\$(?:(\$)|\(([^)]*)\))/g,
    (_match, dollar: string | undefined, name: string) =>
      dollar ?? valueOf(name),
  );
}

/** The names of the variables that any text in a value refers to, if it becomes an argument as an image does not. */
export function referencesInTexts(value: unknown): string[] {
  if (typeof value === 'string') {
    return referencesOf(value);
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, item]) =>
        key === 'image' ? [] : referencesInTexts(item),
      )
    : [];
}

/** The names of the variables that the containers of an object refer to, wherever they stand in it. */
export function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(referencesIn);
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, item]) => {
    const texts =
      (key === 'args' || key === 'command' || key === 'env') &&
      Array.isArray(item)
        ? item.map(part => (key === 'env' ? part?.value : part))
        : [];
    return [
      ...texts.filter(text => typeof text === 'string').flatMap(referencesOf),
      ...referencesIn(item),
    ];
  });
}

function referencesOf(text: string): string[] {
  const names: string[] = [];
  expand(text, name => {
    names.push(name);
    return '';
  });
  return names;
}
