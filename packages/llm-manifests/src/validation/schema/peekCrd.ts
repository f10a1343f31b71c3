/** What a look at the text of a CustomResourceDefinition tells, before it is read as YAML. */
interface CrdPeek {
  readonly group: string;
  readonly kind: string;
  readonly versions: readonly string[];
}

/**
 * Finds group, kind and versions of a CustomResourceDefinition in the layout that generators write: block style, indented by two
 * spaces. Reading a CRD of two megabytes takes a tenth of a second, and most CRDs of a folder are never asked for.
 *
 * `undefined` where the text is laid out otherwise; it must then be read in full. Whoever reads it later compares the result.
 */
export function peekCrd(text: string): CrdPeek | undefined {
  if (!/^kind: CustomResourceDefinition\s*$/m.test(text)) {
    return undefined;
  }
  const spec = /^spec:\s*$/m.exec(text);
  if (!spec) {
    return undefined;
  }
  const body = text.slice(spec.index);
  const group = scalar(/^ {2}group: (.+)$/m.exec(body)?.[1]);
  const names = /^ {2}names:\s*\n((?: {4}.*\n)+)/m.exec(body)?.[1];
  const kind = scalar(/^ {4}kind: (.+)$/m.exec(names ?? '')?.[1]);
  // Versions are items of `spec.versions`; their own fields lie at the depth of the item's content.
  const versions = /^ {2}versions:\s*\n( {2,4})- /m.exec(body);
  if (!group || !kind || !versions) {
    return undefined;
  }
  const depth = versions[1].length + 2;
  const name = new RegExp(
    `^(?: {${depth}}| {${depth - 2}}- )name: (.+)$`,
    'gm',
  );
  const listed = Array.from(body.slice(versions.index).matchAll(name), match =>
    scalar(match[1]),
  ).filter(version => version !== undefined);
  return listed.length > 0 ? { group, kind, versions: listed } : undefined;
}

function scalar(text: string | undefined): string | undefined {
  const match = /^(["']?)([A-Za-z0-9][A-Za-z0-9.-]*)\1\s*$/.exec(text ?? '');
  return match?.[2];
}
