const LONGEST_NAME = 200;
/** Line ends and the like, and halves of characters. */
const NO_NAME = /[\p{Cc}\p{Cs}]/u;

/** A name of a model, a deployment and the like; undefined where it is none: too long, or of several lines. */
export function nameOf(text: string): string | undefined {
  return text === '' || text.length > LONGEST_NAME || NO_NAME.test(text)
    ? undefined
    : text;
}

/** A word such as `openai` or `azure.ai.inference`; undefined where it is none. */
export function wordOf(text: string): string | undefined {
  return /^[A-Za-z0-9][\w.:/-]{0,63}$/.test(text) ? text : undefined;
}

/** The name of a program or a group; undefined for a person, who is never a consumer. */
export function consumerOf(text: string): string | undefined {
  return /^user:/i.test(text) || /^[^\s@:]+@[^\s@]+\.[^\s@]+$/.test(text)
    ? undefined
    : nameOf(text);
}
