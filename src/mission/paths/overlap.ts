/**
 * Whether two paths or patterns of `results` can match the same file. Sure of `*`, `**`, `?` and plain braces. A set such as
 * `[a-z]` counts as any character. False for patterns with parentheses, which are not understood here.
 */
export function patternsOverlap(first: string, second: string): boolean {
  if (/[()]/.test(first + second)) return false;
  const firsts = withoutBraces(first);
  const seconds = withoutBraces(second);
  return firsts.some((one) => seconds.some((other) => foldersOverlap(one.split('/'), other.split('/'))));
}

/** More alternatives than this are not looked at. */
const MOST_ALTERNATIVES = 64;

/** `a.{x,y}` as `a.x` and `a.y`. */
function withoutBraces(pattern: string): readonly string[] {
  const done: string[] = [];
  const open = [pattern];
  for (const text of open) {
    const brace = /\{([^{}]*,[^{}]*)\}/.exec(text);
    if (brace === null) done.push(text);
    else if (open.length < MOST_ALTERNATIVES)
      for (const part of (brace[1] ?? '').split(','))
        open.push(text.slice(0, brace.index) + part + text.slice(brace.index + brace[0].length));
  }
  return done;
}

/** `**` matches any number of folders. */
function foldersOverlap(first: readonly string[], second: readonly string[]): boolean {
  return overlap(first, second, (part) => part === '**', namesOverlap);
}

function namesOverlap(first: string, second: string): boolean {
  return overlap(charactersOf(first), charactersOf(second), (part) => part.startsWith('*'), charactersOverlap);
}

/** A set of characters counts as `?`. */
function charactersOf(name: string): readonly string[] {
  return name.match(/\[[^\]]*\]|\*+|./gsu) ?? [];
}

function charactersOverlap(first: string, second: string): boolean {
  const isAny = (part: string): boolean => part === '?' || part.startsWith('[');
  return first === second || isAny(first) || isAny(second);
}

/** Whether two lists can match the same one, where a part that `isMany` stands for any number of parts. */
function overlap(
  first: readonly string[],
  second: readonly string[],
  isMany: (part: string) => boolean,
  canMatch: (first: string, second: string) => boolean,
): boolean {
  // `reachable[j]`: the parts of `first` so far and the first j parts of `second` can match the same list.
  let reachable = [true];
  for (const [index, other] of second.entries()) reachable.push(reachable[index] === true && isMany(other));
  for (const part of first) {
    const next: boolean[] = [isMany(part) && reachable[0] === true];
    for (const [index, other] of second.entries()) {
      next.push(
        isMany(part) || isMany(other)
          ? reachable[index + 1] === true || next[index] === true
          : reachable[index] === true && canMatch(part, other),
      );
    }
    reachable = next;
  }
  return reachable[second.length] === true;
}
