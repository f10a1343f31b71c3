import { failure, Result, success } from '@modelyard/llm-units';

/**
 * Parses a JSON file of a model. Those are mostly written by Python, which writes `NaN` and `Infinity` where JSON has
 * nothing to offer: both become null, as what they say is not a size.
 *
 * @param options - `text` is the content of the file
 * @returns What the file holds, or one issue with the code `not-json`
 */
export function parseModelJson(options: { text: string }): Result<unknown> {
  const text = options.text.replace(/^\uFEFF/, '');
  try {
    return success<unknown>(JSON.parse(text));
  } catch {
    // Only what plain JSON cannot be pays for a second pass.
  }
  try {
    return success<unknown>(JSON.parse(withoutPythonNumbers(text)));
  } catch (error) {
    return failure(
      'not-json',
      `is not JSON: ${error instanceof Error ? error.message : 'unreadable'}`,
    );
  }
}

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/gs;

function withoutPythonNumbers(text: string): string {
  return text.replace(STRING_OR_NUMBER, token =>
    token.startsWith('"') ? token : 'null',
  );
}
