import type { Makefile, MakeTarget } from './rules.ts';

/** Files of these kinds are made by rules that make knows without a Makefile. */
export const MADE_BY_ITSELF = /\.(o|obj|lo|la|a|so|dylib|d|class|pdf|dvi)$/;

/** Targets that are files with prerequisites but without commands of their own. */
export function filesWithoutRecipe(makefile: Makefile): readonly MakeTarget[] {
  return [...makefile.targets.values()].filter((target) => !target.hasRecipe && looksLikeFile(target, makefile));
}

/** A target that a file of this name stands for, so that make may find it up to date. */
export function looksLikeFile(target: MakeTarget, { phony, variables }: Makefile): boolean {
  const { name, recipe } = target;
  if (phony.has(name)) return false;
  if (!target.hasRecipe) return /[./]/.test(name);
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const writes = new RegExp(
    `\\$@|\\$\\(@|(-o|>|touch|mkdir( -p)?|-C|venv|virtualenv|clone \\S+) *["']?${escaped}(["'\\s]|$)`,
  );
  return recipe.some((command) => writes.test(variables.expand(command))) || /^[^\s]*[/.][^\s]*$/.test(name);
}

/** Whether a pattern such as `%.o`, or a rule such as `.c.o`, builds a file. */
export function matchesPattern(pattern: string, name: string): boolean {
  const suffix = /^\.(?:\w+\.)?(\w+)$/.exec(pattern)?.[1];
  if (suffix !== undefined && !pattern.includes('%')) return name.endsWith(`.${suffix}`);
  const [start = '', end = ''] = pattern.split('%');
  return name.length > start.length + end.length && name.startsWith(start) && name.endsWith(end);
}
