/*
 * This folder reads `package.json`: its scripts become tasks and tests.
 *
 * `read-package.ts` reads the file and returns the draft. `manager.ts` finds the package manager. `script-units.ts` makes a unit of each
 * script and divides lines that only run other scripts: `run-all.ts` and `concurrently.ts` read the arguments of these tools, `patterns.ts`
 * their patterns, and `script-call.ts` commands such as `npm run build`. `programs.ts` finds how a command works outside of its
 * script. `wireit.ts` reads the block of wireit. What is taken, and in which order, is decided in `units`.
 *
 * Invariants:
 * - A line is divided only if each part does the same as before. Otherwise the script runs as a whole, as `npm run NAME`.
 * - A script with `pre` or `post` scripts stays whole, because the package manager runs them with it.
 * - Each script is an entry or is named by a note.
 *
 * Not here: the scripts of other packages of a workspace, which have files of their own. See `turbo` for those.
 */
import type { Draft, Note, Reading, SourceFile } from '../draft.ts';
import { type JsonNode, parseJson } from '../json/parse.ts';
import { entriesOf, fieldOf, textOf } from '../json/read.ts';
import { BEFORE, draftUnits } from '../units/draft-units.ts';
import { folderOfFile, oneLine, outsideNote } from '../units/place.ts';
import { purposeOf } from '../units/purpose.ts';
import type { Unit } from '../units/unit.ts';
import { unreadable } from '../units/unreadable.ts';
import { managerOf } from './manager.ts';
import { outsideScript } from './programs.ts';
import { type Script, type ScriptContext, scriptUnits } from './script-units.ts';
import { readWireit, type WireitScript } from './wireit.ts';

/** Reads a `package.json`. A lock file among `others` decides which package manager runs the scripts, if the file does not name one. */
export function readPackageJson(file: SourceFile, others: ReadonlyMap<string, string>): Reading {
  const parsed = parseJson(file.text);
  if (parsed.type === 'invalid') return unreadable(file, parsed.problem);
  const { root } = parsed;
  if (root.type !== 'object') {
    return unreadable(file, {
      line: root.line,
      column: 1,
      message: 'expected an object in a package.json, found another value',
    });
  }
  const scripts = scriptsOf(root);
  const manager = managerOf(file.text, others.keys());
  const { folder, isOutside } = folderOfFile(file.path);
  const names = scripts.map(({ name }) => name);
  const context: ScriptContext = {
    file: file.path,
    folder,
    sameCommand: sameCommands(scripts),
    finder: { manager, packages: packagesOf(root), scripts: new Set(names) },
  };
  const wireit = readWireit(root);
  const units = scripts.flatMap((script) => {
    const settings = /^wireit(\s|$)/.test(script.command) ? wireit.get(script.name) : undefined;
    return settings === undefined ? scriptUnits(script, context) : [wireitUnit(script, settings, context)];
  });
  const drafted = draftUnits({ file: file.path, word: 'script', lock: 'scripts', units });
  const note = (line: number, construct: string, text: string, kind: Note['kind']): Note => ({
    place: { file: file.path, line },
    construct,
    text,
    kind,
  });
  const first =
    root.entries.get('packageManager') ?? root.entries.get('dependencies') ?? root.entries.get('devDependencies');
  const install = note(first?.line ?? 1, manager.install, BEFORE, 'changed');
  const draft: Draft = {
    file: file.path,
    name: textOf(fieldOf(root, 'name')) ?? 'Scripts of package.json',
    before: [...(context.finder.packages.size > 0 ? [install] : []), ...drafted.before],
    entries: drafted.entries,
    services: [],
    notes: [...fileNotes(root, note), ...(isOutside ? [outsideNote(file.path)] : []), ...drafted.notes],
  };
  return { type: 'read', draft };
}

function scriptsOf(root: JsonNode): readonly Script[] {
  return [...entriesOf(fieldOf(root, 'scripts'))].flatMap(([name, { line, value }]) => {
    const command = textOf(value);
    return command === undefined ? [] : [{ name, line, command }];
  });
}

/** Builds and checks by their commands; of two with the same command, the first. */
function sameCommands(scripts: readonly Script[]): ReadonlyMap<string, string> {
  const named = scripts.filter(({ name, command }) =>
    ['check', 'static-check', 'work'].includes(purposeOf(name, [command])),
  );
  return new Map(named.map(({ name, command }) => [command, name] as const).reverse());
}

function packagesOf(root: JsonNode): ReadonlySet<string> {
  const keys = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];
  return new Set(keys.flatMap((key) => [...entriesOf(fieldOf(root, key)).keys()]));
}

/** Parts of the file that scripts may rely on, and scripts that are no texts. */
function fileNotes(
  root: JsonNode,
  note: (line: number, construct: string, text: string, kind: Note['kind']) => Note,
): readonly Note[] {
  const notes: Note[] = [];
  for (const [name, { line, value }] of entriesOf(fieldOf(root, 'scripts'))) {
    if (value.type !== 'text')
      notes.push(note(line, `"${name}"`, 'is not a text, so npm cannot run it either', 'left-out'));
  }
  const workspaces = root.type === 'object' ? root.entries.get('workspaces') : undefined;
  if (workspaces !== undefined) {
    const text =
      'the packages of the workspace have scripts of their own; give their package.json files too, or turbo.json';
    notes.push(note(workspaces.line, 'workspaces', text, 'left-out'));
  }
  return notes;
}

/** A script that wireit runs: what it depends on becomes `needs`. */
function wireitUnit(script: Script, settings: WireitScript, context: ScriptContext): Unit {
  const { finder } = context;
  const note = (text: string): Note => ({
    place: { file: context.file, line: settings.line },
    construct: oneLine(`wireit "${script.name}"`),
    text,
    kind: 'changed',
  });
  const { command } = settings;
  const outside = command === undefined ? undefined : outsideScript(command, finder);
  const isKnown = settings.dependencies.every((name) => finder.scripts.has(name));
  const isWhole = settings.isComplex || !isKnown || (command !== undefined && outside === undefined);
  const [purpose] = [scriptUnits({ ...script, command: command ?? '' }, context)[0]?.purpose];
  const cached = `wireit skips it if nothing of \`${settings.settings.join('`, `')}\` has changed; the mission runs it each time`;
  return {
    name: script.name,
    line: script.line,
    construct: oneLine(`"${script.name}": "${script.command}"`),
    purpose: settings.isService ? 'endless' : (purpose ?? 'unclear'),
    isHidden: false,
    steps: isWhole ? [{ run: finder.manager.runScript(script.name) }] : outside === undefined ? [] : [{ run: outside }],
    env: isWhole || settings.env.size === 0 ? undefined : settings.env,
    workingDirectory: context.folder,
    before: isWhole || settings.dependencies.length === 0 ? [] : [{ members: settings.dependencies, isListed: false }],
    inside: isWhole ? settings.dependencies.filter((name) => finder.scripts.has(name)) : [],
    notes: [
      ...(isWhole
        ? [note('stays with wireit, because of a dependency or a command that a mission cannot take over')]
        : []),
      ...(isWhole || settings.settings.length === 0 || settings.isService ? [] : [note(cached)]),
    ],
  };
}
