import picomatch from 'picomatch';

/** How far a walk has come in a pattern: the parts that the next name may match. */
export type Progress = readonly number[];

/** A pattern that says, folder by folder, where a match can still lie. */
export interface PathPattern {
  /** The folder that all matches lie in, '' for the root. */
  readonly base: string;
  /** Progress in the base. */
  readonly start: Progress;
  /** Progress in a folder below; empty if nothing in it can match, so that it need not be read. */
  enter(progress: Progress, name: string): Progress;
  /** @param path relative to the base */
  matches(path: string): boolean;
  /** Whether a file in a folder with this progress can match at all: cheap, asked before `matches`. */
  mayEnd(progress: Progress): boolean;
}

/**
 * @param written `*`, `**`, `?`, `[…]`, `{a,b}`. Hidden folders and `node_modules` match only a part that names them.
 * @returns undefined if this is a path without wildcards.
 */
export function parsePathPattern(written: string): PathPattern | undefined {
  const { base, glob, isGlob } = picomatch.scan(written);
  if (!isGlob) return undefined;
  const matches = picomatch(glob);
  const parts = splitParts(glob);
  if (parts === undefined) {
    return {
      base,
      start: [0],
      enter: (progress, name) => (isPassedOver(name) ? [] : progress),
      matches,
      mayEnd: () => true,
    };
  }
  const last = parts.length - 1;
  const start = spread([0], parts);
  return {
    base,
    start,
    matches,
    mayEnd: (progress) => progress.includes(last) || (parts[last]?.deep === true && progress.length > 0),
    enter: (progress, name) => {
      const next = progress.flatMap((at) => {
        const part = parts[at];
        if (part === undefined) return [];
        if (part.deep) return isPassedOver(name) ? [] : [at];
        return part.matches(name) && (part.literal || name !== 'node_modules') ? [at + 1] : [];
      });
      return spread(
        next.filter((at) => at <= last),
        parts,
      );
    },
  };
}

interface Part {
  /** `**`: any number of folders. */
  readonly deep: boolean;
  /** Names one folder. */
  readonly literal: boolean;
  matches(name: string): boolean;
}

/** undefined if the pattern cannot be divided, as one with `/` inside of braces. */
function splitParts(glob: string): readonly Part[] | undefined {
  if (glob.startsWith('!') || /[{([][^})\]]*\//.test(glob)) return undefined;
  return glob.split('/').map((text) => ({
    deep: text === '**',
    literal: !picomatch.scan(text).isGlob,
    matches: picomatch(text),
  }));
}

/** `**` may also stand for no folder. */
function spread(progress: Progress, parts: readonly Part[]): Progress {
  const all = new Set(progress);
  for (const at of all) if (parts[at]?.deep === true && at + 1 < parts.length) all.add(at + 1);
  return [...all];
}

function isPassedOver(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}
