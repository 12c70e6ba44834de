/*
 * This folder makes one mission of a main file and the files that it includes.
 *
 * `read-included.ts` follows `include`, reads each file through `MissionFiles`, and checks its shape. `join-files.ts` merges tasks, tests and
 * services into one draft, with prefixes before their ids, and one source that finds the place of each value in its own file (`joined-source.ts`).
 * `own-ids.ts` and `rename-references.ts` let a file name its entries without the prefix. `include-path.ts` computes with paths.
 *
 * Invariants:
 * - Everything after this folder works as if there were one file: checks and build know nothing of includes, except for the defaults of a file.
 * - Each finding is at its place in the file that causes it.
 * - `env`, `env-file`, `secrets` and `defaults` of a file apply to its own entries; those of the main file, but for `defaults`, to all (`mission/build`).
 * - A file is included once for each prefix. Cycles are refused. The number of files and of characters is limited.
 *
 * Not here: which files may be read (`run/mission-files`).
 */
import type { Place } from '../diagnostics/diagnostic.ts';
import type { Report } from '../diagnostics/finding.ts';
import { showText } from '../diagnostics/show-text.ts';
import { textAt } from '../entries/checking.ts';
import { expandShortForms } from '../entries/short-forms.ts';
import { checkShape } from '../schema/check-shape.ts';
import type { MissionDraft } from '../schema/mission.ts';
import { includedSchema, MAIN_FILE_KEYS } from '../schema/mission.ts';
import { parseYaml } from '../yaml/parse.ts';
import { readTree } from '../yaml/read-tree.ts';
import type { Path, YamlSource } from '../yaml/source.ts';
import { fileName, folderOf, joinPath, shownPath } from './include-path.ts';
import type { IncludedFile, IncludedText, MissionFiles } from './included-file.ts';

/** More files would be a mistake. */
const MOST_FILES = 100;
/** UTF-16 units of all included files together: as much as the main file may have. */
const MOST_TEXT = 2_000_000;

/** A prefix is a part of an id. */
const PREFIX = /^[A-Za-z0-9._:-]+$/;

export interface ReadIncluded {
  /** In the order in which they are included, a file before those that it includes. */
  readonly files: readonly IncludedFile[];
  /** Each file once. */
  readonly texts: readonly IncludedText[];
}

/** A file whose `include` is followed. */
interface Including {
  readonly path: string;
  readonly prefix: string;
  readonly draft: MissionDraft;
  readonly source: YamlSource;
  /** Paths of the files that lead to it, itself included. */
  readonly chain: readonly string[];
}

/** Reads all files that the main file includes, directly or through others, and reports what is wrong with each. */
export function readIncluded(
  draft: MissionDraft,
  source: YamlSource,
  main: string,
  files: MissionFiles,
  report: Report,
): ReadIncluded {
  const found: IncludedFile[] = [];
  const texts = new Map<string, IncludedText>();
  const seen = new Set<string>();
  let length = 0;
  const path = fileName(main);
  const queue: Including[] = [{ path, prefix: '', draft, source, chain: [path] }];
  // A list that grows, not recursion: a chain of files is as long as it likes.
  for (const including of queue) {
    for (const { at, written, as } of includesOf(including, report)) {
      const included = joinPath(folderOf(including.path), written);
      const prefix = `${including.prefix}${as === undefined ? '' : `${as}.`}`;
      if (including.chain.includes(included)) {
        const chain = [...including.chain.slice(including.chain.indexOf(included)), included];
        const message = `the files include each other: ${chain.map(showText).join(' → ')}`;
        report({ at, code: 'include-cycle', message, hint: 'move what both need into a file that both include' });
        continue;
      }
      if (seen.has(`${prefix} ${included}`)) continue;
      seen.add(`${prefix} ${included}`);
      if (seen.size > MOST_FILES) {
        report({ at, code: 'include-limit', message: `expected at most ${MOST_FILES} included files, found more` });
        return { files: found, texts: [...texts.values()] };
      }
      const text = texts.get(included)?.text ?? readText(included, written, at, files, report);
      if (text === undefined) continue;
      length += text.length;
      if (length > MOST_TEXT) {
        const message = `expected at most ${MOST_TEXT} characters in all included files, found more`;
        report({ at, code: 'include-limit', message });
        return { files: found, texts: [...texts.values()] };
      }
      const file = shownPath(main, included);
      texts.set(included, { path: included, file, text });
      const read = readFile(text, file, report);
      if (read === undefined) continue;
      found.push({ path: included, file, prefix, ...read });
      queue.push({ path: included, prefix, ...read, chain: [...including.chain, included] });
    }
  }
  return { files: found, texts: [...texts.values()] };
}

interface Include {
  readonly at: Place;
  readonly written: string;
  readonly as: string | undefined;
}

/** The entries of `include` that are right in themselves. */
function includesOf({ draft, source }: Including, report: Report): readonly Include[] {
  return (draft.include ?? []).flatMap((item, index): Include[] => {
    if (item === undefined) return [];
    const path = ['include', index];
    if (typeof item !== 'object') return checked({ path, text: textAt(source, path, item) }, undefined, source, report);
    if (item.file === undefined) return [];
    const as = item.as === undefined ? undefined : textAt(source, [...path, 'as'], item.as);
    if (as !== undefined && !PREFIX.test(as)) {
      const message = `\`as\`: expected a part of an id, found ${showText(as)}`;
      const hint = 'use ASCII letters, digits, `.`, `_`, `-` and `:`';
      report({ at: source.place([...path, 'as']), code: 'invalid-id', message, hint });
      return [];
    }
    const file = [...path, 'file'];
    return checked({ path: file, text: textAt(source, file, item.file) }, as, source, report);
  });
}

function checked(
  { path, text }: { readonly path: Path; readonly text: string },
  as: string | undefined,
  source: YamlSource,
  report: Report,
): Include[] {
  const at = source.place(path);
  const wrong = whatIsWrong(text);
  if (wrong === undefined) return [{ at, written: text, as }];
  const message = `\`include\`: expected the path of a mission file, found ${wrong}`;
  report({ at, code: 'include-path', message, hint: 'write a path from the folder of this file, with `/`' });
  return [];
}

function whatIsWrong(path: string): string | undefined {
  if (path.trim() === '') return 'an empty text';
  if (path.includes('${{')) return 'an expression, which is not evaluated here';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return `the absolute path ${showText(path)}`;
  if (path.includes('\\')) return `a backslash in ${showText(path)}`;
  return path.endsWith('/') ? `the folder ${showText(path)}` : undefined;
}

function readText(path: string, written: string, at: Place, files: MissionFiles, report: Report): string | undefined {
  const read = files.read(path);
  if (read.type === 'text') return read.text;
  const message = `expected a mission file at ${showText(written)}, found ${read.found}`;
  report({ at, code: 'include-unreadable', message, hint: 'the path starts in the folder of this file' });
  return undefined;
}

function readFile(text: string, file: string, report: Report): Pick<IncludedFile, 'draft' | 'source'> | undefined {
  const reportHere: Report = ({ at, related, ...finding }) =>
    report({
      ...finding,
      at: { ...at, file },
      ...(related === undefined ? {} : { related: related.map((place) => ({ ...place, file })) }),
    });
  const parsed = parseYaml(text.startsWith('\uFEFF') ? text.slice(1) : text, reportHere);
  const tree = parsed === undefined ? undefined : readTree(parsed, reportHere);
  if (tree === undefined) return undefined;
  const { draft, source } = expandShortForms(
    checkShape(tree.value, tree.source, reportHere, includedSchema),
    tree.source,
  );
  for (const key of MAIN_FILE_KEYS) {
    if (!source.has([key])) continue;
    const message = `\`${key}\` holds for the whole mission: expected it in the main file, found it in an included one`;
    reportHere({
      at: source.keyPlace([key]),
      code: 'main-file-only',
      message,
      hint: 'remove it here, or write it in the main file',
    });
  }
  return { draft, source: placedIn(file, source) };
}

/** The same source, with the file in each place. */
function placedIn(file: string, source: YamlSource): YamlSource {
  return {
    ...source,
    place: (path) => ({ ...source.place(path), file }),
    placeWithin: (path, value, start, end) => ({ ...source.placeWithin(path, value, start, end), file }),
    keyPlace: (path) => ({ ...source.keyPlace(path), file }),
  };
}
