import copyBySelection from 'copy-to-clipboard';

/**
 * Copies a text to the clipboard. Portals on plain http have no clipboard API;
 * there the old way by a selection has to do.
 *
 * @returns whether the text was copied
 */
export async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Refused by the browser's settings: the old way may still be allowed.
    }
  }
  return copyBySelection(text);
}
