/**
 * Arguments as one text that a POSIX shell splits into the same arguments again: KServe's presets hand such a text to
 * `eval`, so that an unquoted character would be run.
 */
export function shellQuote(args: readonly string[]): string {
  return args.map(quote).join(' ');
}

function quote(arg: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(arg)
    ? arg
    : `'${arg.replace(/'/g, `'\\''`)}'`;
}
