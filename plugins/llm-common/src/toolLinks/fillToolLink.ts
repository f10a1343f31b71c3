import { placeholdersOf, withPlaceholders } from './placeholders';
import { ToolLink, ToolLinkPlaceholder } from './ToolLink';

/**
 * Fills the address of a link in. Values are encoded, so that none of them can become another part of the address than the one
 * that its placeholder stands for.
 *
 * @returns Undefined where something that the address needs is not known
 * @public
 */
export function fillToolLink(
  link: Pick<ToolLink, 'url'>,
  values: { readonly [Name in ToolLinkPlaceholder]?: string },
): string | undefined {
  const known = new Map(Object.entries(values));
  const needed = placeholdersOf(link.url).map(name => known.get(name));
  // Dots alone are steps in a path, however they are encoded.
  if (needed.some(value => !value || value === '.' || value === '..')) {
    return undefined;
  }
  return withPlaceholders(link.url, name =>
    encodeURIComponent(known.get(name) ?? ''),
  );
}
