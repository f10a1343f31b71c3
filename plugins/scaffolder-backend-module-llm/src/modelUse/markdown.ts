/** A block of code that its text cannot end. */
export function codeBlock(text: string, language = ''): string {
  const longest = Math.max(2, ...runsOfBackticks(text));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`;
}

/** Words of code within a sentence. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const fence = '`'.repeat(Math.max(0, ...runsOfBackticks(line)) + 1);
  return fence.length === 1 ? `\`${line}\`` : `${fence} ${line} ${fence}`;
}

/** A link; `url` must be an address or a path of the portal. */
export function link(title: string, url: string): string {
  const safe = url.replace(/[\s<>()\\]/g, encodeURIComponent);
  return `[${title.replace(/[[\]\\`*_<>]/g, '\\$&')}](${safe})`;
}

function runsOfBackticks(text: string): number[] {
  return (text.match(/`+/g) ?? []).map(run => run.length);
}
