/** As many characters of a title as tools for Git show in one line. */
const LONGEST = 72;

/** A title that is cut at a word where it is too long, and what is left of it for the text below. */
export function cutTitle(text: string): { title: string; rest?: string } {
  // A character outside of the basic plane is not cut in two.
  const characters = [...text];
  if (characters.length <= LONGEST) {
    return { title: text };
  }
  const space = characters.lastIndexOf(' ', LONGEST - 1);
  const end = space > 0 ? space : LONGEST - 1;
  const part = (from: number, to?: number) =>
    characters.slice(from, to).join('').trim();
  return { title: `${part(0, end)}…`, rest: `…${part(end)}` };
}
