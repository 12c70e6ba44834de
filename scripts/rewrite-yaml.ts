import type { Plugin } from 'rolldown';

export interface YamlRewrite {
  readonly name: string;
  /** The files of the library that are rewritten. */
  readonly files: RegExp;
  readonly count: number;
  /** What these files are, for the error if another number of them is found. */
  readonly expected: string;
  rewrite(source: string): string;
}

/** Rewrites files of the YAML library when Mission Runner is bundled. The build fails if the library has others. */
export function rewriteYaml({ name, files, count, expected, rewrite }: YamlRewrite): Plugin {
  let found = 0;
  return {
    name,
    transform: {
      filter: { id: files },
      handler(code) {
        found += 1;
        return { code: rewrite(code), map: null };
      },
    },
    buildEnd(error) {
      if (error === undefined && found !== count) {
        throw new Error(`expected ${expected} in the YAML library, found ${found} of these ${count} files`);
      }
    },
  };
}
