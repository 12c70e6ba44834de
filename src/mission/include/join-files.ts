import type { Report } from '../diagnostics/finding.ts';
import { showText } from '../diagnostics/show-text.ts';
import type { Scope } from '../entries/checking.ts';
import type { JoinedFiles } from '../entries/joined-files.ts';
import type { MissionDraft } from '../schema/mission.ts';
import type { Path, YamlSource } from '../yaml/source.ts';
import type { IncludedFile } from './included-file.ts';
import { joinedSource, LISTS, type List, pathKey, rootOf, type Written } from './joined-source.ts';
import { type Names, type Replaced, withFullIds } from './own-ids.ts';

type Drafts = Record<string, object | undefined>;

/** Merges the entries of all files. An id that is there already is a finding, and its entry is left out. */
export function joinFiles(
  draft: MissionDraft,
  main: YamlSource,
  files: readonly IncludedFile[],
  report: Report,
): JoinedFiles {
  const scope: Scope = { root: [], draft };
  if (files.length === 0) return { draft, source: main, scopes: [scope], scopeOf: () => scope };
  const scopes = files.map(
    (file, index): Scope => ({
      root: rootOf(index),
      draft: file.draft,
      included: { file: file.path, ...(file.prefix === '' ? {} : { prefix: file.prefix }) },
    }),
  );
  const full = fullIds(main, files);
  const joined = emptyLists(() => new Map<string, Written>());
  const owners = emptyLists(() => new Map<string, Scope>());
  const drafts = emptyLists((list): Drafts => ({ ...draft[list] }));
  const ids = emptyLists((list) => [...main.keys([list])]);
  for (const [index, file] of files.entries()) {
    const replaced = new Map<string, Replaced>();
    const names = namesIn(file, full);
    for (const list of LISTS) {
      const known = new Set(ids[list]);
      for (const own of file.source.keys([list])) {
        const id = `${file.prefix}${own}`;
        const path: Path = [list, own];
        if (known.has(id)) {
          const first = joined[list].get(id);
          const { line, column, file: where } = (first?.source ?? main).keyPlace(first?.path ?? [list, id]);
          report({
            at: file.source.keyPlace(path),
            code: 'duplicate-id',
            message: `the id ${showText(id)} is used twice: ids are unique across all files of a mission`,
            hint: 'rename one of the two, or include the file with `as:`, which begins its ids with another word',
            related: [{ line, column, file: where, message: `the first ${showText(id)}` }],
          });
          continue;
        }
        const written = file.draft[list]?.[own] ?? {};
        const note = (at: Path, change: Replaced) => replaced.set(pathKey(at), change);
        drafts[list][id] = names === undefined ? written : withFullIds(written, path, file.source, names, note);
        joined[list].set(id, { source: file.source, path, replaced });
        owners[list].set(id, scopes[index] ?? scope);
        ids[list].push(id);
      }
    }
  }
  const roots = new Map(files.map(({ source }, index) => [String(rootOf(index)[0]), source]));
  return {
    draft: { ...draft, ...(drafts as Pick<MissionDraft, List>) },
    source: joinedSource({ main, entries: joined, ids, roots }),
    scopes: [scope, ...scopes],
    scopeOf: (list, id) => owners[list].get(id) ?? scope,
  };
}

function emptyLists<Value>(make: (list: List) => Value): Record<List, Value> {
  return { tasks: make('tasks'), tests: make('tests'), services: make('services') };
}

interface FullIds {
  readonly tasks: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
}

function fullIds(main: YamlSource, files: readonly IncludedFile[]): FullIds {
  const of = (list: List): string[] => [
    ...main.keys([list]),
    ...files.flatMap(({ source, prefix }) => source.keys([list]).map((id) => `${prefix}${id}`)),
  ];
  return { tasks: new Set([...of('tasks'), ...of('tests')]), services: new Set(of('services')) };
}

/**
 * A file with the prefix `a.b.` that names `x` means the first of `a.b.x`, `a.x` and `x` that exists. Undefined without a prefix: then
 * every id is a full one.
 */
function namesIn({ prefix }: IncludedFile, { tasks, services }: FullIds): Names | undefined {
  if (prefix === '') return undefined;
  const prefixes = prefixesOf(prefix);
  const fullId = (known: ReadonlySet<string>) => (id: string) => {
    // Of `build (chrome)`, the id is `build`.
    const base = id.split(' (', 1)[0] ?? id;
    // What the values of a matrix make of it is not known yet.
    if (base.includes('${{')) return `${prefix}${id}`;
    const found = prefixes.find((each) => known.has(`${each}${base}`));
    return `${found ?? ''}${id}`;
  };
  return { task: fullId(tasks), service: fullId(services) };
}

/** `a.b.`, then `a.`. An `as` with a dot counts as two. */
function prefixesOf(prefix: string): readonly string[] {
  const found: string[] = [];
  for (let end = prefix.length; end > 0; end = prefix.lastIndexOf('.', end - 2) + 1) found.push(prefix.slice(0, end));
  return found;
}
