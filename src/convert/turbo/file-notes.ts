import type { Note } from '../draft.ts';
import { entriesOf, fieldOf, textsOf } from '../json/read.ts';
import { listOf } from '../units/draft-units.ts';
import { settingsOf, type TurboFile, variablesOf } from './definitions.ts';
import { tasksWithoutScript, type Workspace } from './package-units.ts';

/** Keys of a file that a mission has; each other one is named by a note. */
const TAKEN_KEYS = ['$schema', 'tasks', 'pipeline', 'extends'];

const CACHE = 'are for the cache of turbo and for what its processes see; a mission runs each task, with all variables';

/** What the mission does not have of the turbo.json of a workspace, and of those of its packages. */
export function fileNotes(workspace: Workspace): readonly Note[] {
  const { file, own, packages, isSingle } = workspace;
  const withoutScript = [...tasksWithoutScript(workspace)].map(([key, { line, value }]): Note => {
    const needed = textsOf(fieldOf(value, 'dependsOn'));
    const text =
      needed.length === 0
        ? 'no package has a script of this name, so turbo runs nothing for it'
        : `no package has a script of this name, so it only stands for ${listOf(needed)}`;
    return { place: { file: file.path, line }, construct: key, text, kind: 'changed' };
  });
  return [
    ...keyNotes(file),
    ...(packages.size <= 1 && !isSingle
      ? [noteOn(file, 1, 'packages', 'no package.json of a package was found, so there is nothing to run', 'left-out')]
      : []),
    ...[...own.values()].flatMap(keyNotes),
    ...[file, ...own.values()].flatMap((each) => unknownPackages(each, workspace)),
    ...withoutScript,
  ];
}

/** What depends on a package that is not there, as after it was renamed. */
function unknownPackages(file: TurboFile, { packages }: Workspace): readonly Note[] {
  return [...file.tasks.values()].flatMap(({ line, value }) =>
    textsOf(fieldOf(value, 'dependsOn'))
      .filter((item) => item.includes('#') && !packages.has(item.slice(0, item.indexOf('#')).replace(/^\^/, '')))
      .map((item) => noteOn(file, line, item, 'no package of the workspace has this name', 'left-out')),
  );
}

function keyNotes(file: TurboFile): readonly Note[] {
  const keys = [...entriesOf(file.root)].filter(([key]) => !TAKEN_KEYS.includes(key));
  const settings = settingsOf(file);
  const [line = 1] = settings.values();
  return [
    ...keys.map(([key, entry]) => noteOn(file, entry.line, key, 'is a setting of turbo, which a mission does not use')),
    ...(settings.size === 0 ? [] : [noteOn(file, line, [...settings.keys()].join(', '), CACHE)]),
    ...variablesOf(file).map(([item, at]) => noteOn(file, at, item, 'is a variable for the cache of turbo')),
  ];
}

function noteOn(file: TurboFile, line: number, construct: string, text: string, kind: Note['kind'] = 'changed'): Note {
  return { place: { file: file.path, line }, construct, text, kind };
}
