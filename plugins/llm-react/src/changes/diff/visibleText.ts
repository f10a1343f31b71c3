// What a browser does not draw, or what makes it draw other text in another
// order: control characters but for the tab, marks of direction, spaces without
// width. A reviewer who does not see them merges something else than they read.
const hidden =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** A text with a sign for each character that would not be seen in it. */
export function visibleText(text: string): string {
  return text.replace(hidden, character =>
    character === '\r'
      ? '␍'
      : `⟨U+${character
          .charCodeAt(0)
          .toString(16)
          .toUpperCase()
          .padStart(4, '0')}⟩`,
  );
}
