/*
 * This folder reads the turbo.json of a workspace: each task of each package that has its script becomes a task or a test.
 *
 * `read-turbo.ts` reads the file. `definitions.ts` reads its tasks, also those of packages with a turbo.json of their own, and
 * `workspaces.ts` the package.json files. `package-units.ts` makes the units and follows `dependsOn`. What is taken is decided in `units`.
 *
 * Invariants:
 * - `^task` waits for that task in the packages that a package depends on, also through packages without the script.
 * - A script runs in the folder of its package, without turbo, and so without its cache.
 * - Each task of the file is an entry or is named by a note.
 *
 * Not here: finding the files of a workspace. The command that converts passes them, with the help of `workspacePatterns`.
 */
import type { Draft, Note, Reading, SourceFile } from '../draft.ts';
import { parseJson } from '../json/parse.ts';
import { managerOf } from '../npm/manager.ts';
import { BEFORE, draftUnits, listOf } from '../units/draft-units.ts';
import { folderOfFile, outsideNote } from '../units/place.ts';
import { unreadable } from '../units/unreadable.ts';
import { readTurboFile, type TurboFile } from './definitions.ts';
import { fileNotes } from './file-notes.ts';
import { packageUnits, ROOT, type Workspace } from './package-units.ts';
import { readPackage, type WorkspacePackage, workspacePatterns } from './workspaces.ts';

/**
 * Reads a turbo.json.
 *
 * @param others with the package.json files of the workspace, that of the root included
 */
export function readTurbo(file: SourceFile, others: ReadonlyMap<string, string>): Reading {
  const parsed = parseJson(file.text);
  if (parsed.type === 'invalid') return unreadable(file, parsed.problem);
  const base = folderOfFile(file.path);
  const packages = packagesOf(others, base.folder);
  const beside = (name: string): string | undefined =>
    others.get(base.folder === undefined ? name : `${base.folder}/${name}`);
  const [rootText, pnpmText] = [beside('package.json'), beside('pnpm-workspace.yaml')];
  const { own, unreadable: refused } = ownFilesOf(packages, others);
  const workspace: Workspace = {
    packages,
    file: readTurboFile(file.path, parsed.root),
    own,
    isSingle: packages.size === 1 && workspacePatterns(rootText, pnpmText).length === 0,
    manager: managerOf(rootText ?? '{}', others.keys()),
  };
  const drafted = draftUnits({
    file: file.path,
    word: 'task',
    lock: 'turbo',
    units: packageUnits(workspace),
    namesAllNeeds: true,
  });
  const place = { file: file.path, line: 1 };
  const install: Note = { place, construct: workspace.manager.install, text: BEFORE, kind: 'changed' };
  const draft: Draft = {
    file: file.path,
    name: packages.get(ROOT)?.name ?? 'Tasks of turbo.json',
    before: [install, ...drafted.before],
    entries: drafted.entries,
    services: [],
    notes: [
      ...(base.isOutside ? [outsideNote(file.path)] : []),
      ...refused,
      ...fileNotes(workspace),
      ...joinPackages(drafted.notes),
    ],
  };
  return { type: 'read', draft };
}

/** One note instead of one for each package, where a task stays out of several for the same reason. */
function joinPackages(notes: readonly Note[]): readonly Note[] {
  const groups = new Map<
    string,
    { readonly first: Note; readonly task: string; readonly reason: string; readonly packages: string[] }
  >();
  const rest: Note[] = [];
  for (const note of notes) {
    const [, name, task, reason] = /^the task `(.*)#(.*?)` (.*)$/.exec(note.text) ?? [];
    if (name === undefined || task === undefined || reason === undefined) {
      rest.push(note);
      continue;
    }
    const key = JSON.stringify([note.place.line, reason]);
    const group = groups.get(key) ?? { first: note, task, reason, packages: [] };
    group.packages.push(name);
    groups.set(key, group);
  }
  const joined = [...groups.values()].map(({ first, task, reason, packages }): Note => {
    if (packages.length === 1) return first;
    return { ...first, construct: task, text: `in ${listOf(packages)}, the task ${reason}` };
  });
  return [...rest, ...joined];
}

/** The packages by name, the root under `//`. */
function packagesOf(
  others: ReadonlyMap<string, string>,
  folder: string | undefined,
): ReadonlyMap<string, WorkspacePackage> {
  const found = new Map<string, WorkspacePackage>();
  for (const [path, text] of [...others].sort(([first], [second]) => (first < second ? -1 : 1))) {
    if (!/(^|\/)package\.json$/.test(path)) continue;
    const read = readPackage(path, text);
    if (read !== undefined) found.set(read.folder === folder ? ROOT : read.name, read);
  }
  return found;
}

/** The turbo.json files of packages. */
function ownFilesOf(
  packages: ReadonlyMap<string, WorkspacePackage>,
  others: ReadonlyMap<string, string>,
): { readonly own: ReadonlyMap<string, TurboFile>; readonly unreadable: readonly Note[] } {
  const own = new Map<string, TurboFile>();
  const notes: Note[] = [];
  for (const [name, { folder }] of packages) {
    if (name === ROOT || folder === undefined) continue;
    const path = [`${folder}/turbo.json`, `${folder}/turbo.jsonc`].find((each) => others.has(each));
    if (path === undefined) continue;
    const parsed = parseJson(others.get(path) ?? '');
    if (parsed.type === 'parsed') own.set(name, readTurboFile(path, parsed.root));
    else {
      const { line, message } = parsed.problem;
      notes.push({ place: { file: path, line }, construct: path, text: message, kind: 'left-out' });
    }
  }
  return { own, unreadable: notes };
}
