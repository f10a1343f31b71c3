/**
 * Lets the browser save a text as a file.
 *
 * @public
 */
export function saveFile(options: {
  name: string;
  /** MIME type, without a charset: the text is UTF-8. */
  type: string;
  text: string;
}): void {
  const { name, type, text } = options;
  const address = URL.createObjectURL(
    new Blob([text], { type: `${type};charset=utf-8` }),
  );
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the file only after the click was handled.
  setTimeout(() => URL.revokeObjectURL(address));
}
