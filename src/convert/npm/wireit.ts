import type { JsonNode } from '../json/parse.ts';
import { entriesOf, fieldOf, isTrue, itemsOf, textOf } from '../json/read.ts';

/** The settings of a script in the block `wireit`. */
export interface WireitScript {
  readonly line: number;
  /** Absent: it only runs what it depends on. */
  readonly command?: string | undefined;
  readonly dependencies: readonly string[];
  readonly isService: boolean;
  /** Values that are written in the file. */
  readonly env: ReadonlyMap<string, string>;
  /** Settings that only wireit understands, such as `files`, for a note. */
  readonly settings: readonly string[];
  /** True if it depends on scripts of other packages, or in another way that `needs` cannot express. */
  readonly isComplex: boolean;
}

/** The settings by script. */
export function readWireit(root: JsonNode): ReadonlyMap<string, WireitScript> {
  const scripts = new Map<string, WireitScript>();
  for (const [name, { line, value }] of entriesOf(fieldOf(root, 'wireit'))) {
    const dependencies = itemsOf(fieldOf(value, 'dependencies')).map(
      (item) => textOf(item) ?? textOf(fieldOf(item, 'script')) ?? '',
    );
    const env = [...entriesOf(fieldOf(value, 'env'))].map(([key, entry]) => [key, textOf(entry.value)] as const);
    const service = fieldOf(value, 'service');
    scripts.set(name, {
      line,
      command: textOf(fieldOf(value, 'command')),
      dependencies,
      isService: isTrue(service) || service?.type === 'object',
      env: new Map(env.flatMap(([key, text]) => (text === undefined ? [] : [[key, text] as const]))),
      settings: ['files', 'output', 'packageLocks', 'clean', 'allowUsuallyExcludedPaths'].filter(
        (key) => fieldOf(value, key) !== undefined,
      ),
      isComplex:
        dependencies.some((text) => !/^[^./$<^][^#]*$/.test(text)) || env.some(([, text]) => text === undefined),
    });
  }
  return scripts;
}
