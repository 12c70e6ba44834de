/**
 * Names of the scripts that a pattern of npm-run-all means. `*` stands for a part without `:`, `**` for several. A pattern that begins
 * with `!` removes names.
 */
export function matchScripts(pattern: string, scripts: readonly string[]): readonly string[] {
  const matcher = toMatcher(pattern, '[^:]*');
  return scripts.filter((name) => matcher.test(name));
}

/** Names of the scripts that a pattern of concurrently means. `*` stands for any text, also with `:`. */
export function matchPrefix(pattern: string, scripts: readonly string[]): readonly string[] {
  const matcher = toMatcher(pattern, '.*');
  return scripts.filter((name) => matcher.test(name));
}

function toMatcher(pattern: string, star: string): RegExp {
  const parts = pattern.split(/(\*+)/).map((part) => {
    if (part.startsWith('*')) return part.length > 1 ? '.*' : star;
    return part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`);
}
