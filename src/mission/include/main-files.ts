import { parse } from 'yaml';
import { joinPath } from './include-path.ts';

/** UTF-16 units: a larger file is no mission. */
const LARGEST = 2_000_000;

/**
 * Those of `candidates` that can be the main file of a mission: they have a `name`, and no file of the folder includes them. A file that is no YAML
 * stays, because running it reports what is wrong with it.
 *
 * @param texts of all YAML files of the folder, by name; without those that cannot be read
 */
export function mainFiles(candidates: readonly string[], texts: ReadonlyMap<string, string>): readonly string[] {
  const tops = new Map([...texts].map(([name, text]) => [name, topOf(text)]));
  const included = new Set([...tops].flatMap(([name, top]) => includedBy(top).filter((path) => path !== name)));
  return candidates.filter((name) => {
    const top = tops.get(name);
    return !included.has(name) && (top === undefined || Object.hasOwn(top, 'name'));
  });
}

type Top = Readonly<Record<string, unknown>>;

/** The mapping in a file; undefined if there is none. */
function topOf(text: string): Top | undefined {
  if (text.length > LARGEST) return undefined;
  try {
    const value: unknown = parse(text, { logLevel: 'silent', maxAliasCount: 0 });
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function includedBy(top: Top | undefined): readonly string[] {
  const { include } = top ?? {};
  const entries: readonly unknown[] = Array.isArray(include) ? include : [include];
  return entries.flatMap((entry) => {
    const path: unknown = typeof entry === 'object' && entry !== null && 'file' in entry ? entry.file : entry;
    return typeof path === 'string' ? [joinPath('', path)] : [];
  });
}
