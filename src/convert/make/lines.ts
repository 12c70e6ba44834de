/** A line of a Makefile, with its continuations joined. */
export interface MakeLine {
  /** Of its first line, 1-based. */
  readonly line: number;
  /** Without a comment at its end, unless it belongs to a recipe. */
  readonly text: string;
  /** True if it begins as lines of recipes do. It belongs to one only behind a rule. */
  readonly isIndented: boolean;
}

/** The lines of a Makefile, without empty ones, comments and definitions of several lines. */
export function makeLines(text: string): readonly MakeLine[] {
  const lines: MakeLine[] = [];
  const physical = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  let prefix = '\t';
  let definitions = 0;
  for (let index = 0; index < physical.length; index += 1) {
    const line = index + 1;
    let last = physical[index] ?? '';
    const isIndented = last.startsWith(prefix);
    /** The lines so far. They are joined once, because a line may have thousands of parts. */
    const parts: string[] = [];
    while (/(^|[^\\])(\\\\)*\\$/.test(last) && index + 1 < physical.length) {
      index += 1;
      // A recipe keeps the end of its line for the shell; elsewhere it is a blank.
      const part = isIndented ? last : last.slice(0, -1).trimEnd();
      if (isIndented || part !== '' || parts.length === 0) parts.push(part);
      last = isIndented ? (physical[index] ?? '') : (physical[index] ?? '').trimStart();
    }
    const joined = [...parts, last].join(isIndented ? '\n' : ' ');
    if (/^\s*define\s/.test(joined) && !isIndented) definitions += 1;
    if (definitions > 0) {
      if (/^\s*endef\b/.test(joined)) definitions -= 1;
      continue;
    }
    const stripped = isIndented ? joined.slice(prefix.length) : withoutComment(joined);
    prefix = newPrefix(stripped) ?? prefix;
    if (stripped.trim() !== '') lines.push({ line, text: stripped, isIndented });
  }
  return lines;
}

/** A `#` begins a comment, unless a backslash or a reference such as `$(subst #,…)` is around it. */
function withoutComment(text: string): string {
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '#' && text[at - 1] !== '\\') return text.slice(0, at);
  }
  return text;
}

function newPrefix(text: string): string | undefined {
  return /^\s*\.RECIPEPREFIX\s*:?:?=\s*(\S)/.exec(text)?.[1];
}
