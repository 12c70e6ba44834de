import type { JsonEntry } from '../json/parse.ts';
import type { Manager } from '../npm/manager.ts';
import { oneLine } from '../units/place.ts';
import { type Purpose, purposeOf } from '../units/purpose.ts';
import type { Unit } from '../units/unit.ts';
import { definitionOf, type TaskDefinition, type TurboFile } from './definitions.ts';
import type { WorkspacePackage } from './workspaces.ts';

/** Name of the root package in turbo.json. */
export const ROOT = '//';

/** Everything that turbo knows about a workspace. */
export interface Workspace {
  /** By name; the root under `//`. */
  readonly packages: ReadonlyMap<string, WorkspacePackage>;
  readonly file: TurboFile;
  /** Files of packages that have one, by the name of the package. */
  readonly own: ReadonlyMap<string, TurboFile>;
  readonly manager: Manager;
  /** True if the root is the only package, in which turbo runs all tasks. */
  readonly isSingle: boolean;
}

/** A unit for each package and each task of which the package has the script. */
export function packageUnits(workspace: Workspace): readonly Unit[] {
  const keys = [workspace.file, ...workspace.own.values()].flatMap(({ tasks: entries }) => [...entries.keys()]);
  const tasks = [...new Set(keys.map((key) => key.slice(key.indexOf('#') + 1)))];
  return tasks.flatMap((task) =>
    [...workspace.packages].flatMap(([name, { scripts }]) => {
      const definition = definitionIn(workspace, name, task);
      const command = scripts.get(task);
      return definition === undefined || command === undefined
        ? []
        : [toUnit(workspace, name, task, command, definition)];
    }),
  );
}

/** Tasks of the file that no package has a script for, with what they depend on. */
export function tasksWithoutScript({ packages, file }: Workspace): ReadonlyMap<string, JsonEntry> {
  const isMissing = (key: string): boolean => {
    const [name, task] = key.includes('#') ? key.split('#') : [undefined, key];
    return ![...packages].some(
      ([other, { scripts }]) => (name === undefined || other === name) && scripts.has(task ?? ''),
    );
  };
  return new Map([...file.tasks].filter(([key]) => isMissing(key)));
}

function definitionIn({ file, own, isSingle }: Workspace, name: string, task: string): TaskDefinition | undefined {
  if (name !== ROOT || isSingle) return definitionOf(name, task, file, own);
  // Tasks of the root run only if they are named with it.
  return file.tasks.has(`${ROOT}#${task}`) ? definitionOf(ROOT, task, file, own) : undefined;
}

function toUnit(workspace: Workspace, name: string, task: string, command: string, definition: TaskDefinition): Unit {
  const needed = [...new Set(definition.dependsOn.flatMap((text) => resolve(workspace, name, text, new Set())))];
  const members = needed.filter((other) => other !== unitName(name, task));
  const together = definition.with.flatMap((text) => resolve(workspace, name, text, new Set()));
  const short = name.replace(/^@[^/]+\//, '');
  return {
    name: unitName(name, task),
    id: name === ROOT ? task : `${short}:${task}`,
    file: definition.file,
    line: definition.line,
    construct: oneLine(`${unitName(name, task)}: ${command}`),
    purpose: purposeOfTask(task, command, definition),
    isHidden: false,
    steps: [{ run: workspace.manager.runScript(task) }],
    workingDirectory: workspace.packages.get(name)?.folder,
    before: members.length === 0 ? [] : [{ members, isListed: false }],
    inside: [],
    notes:
      together.length === 0
        ? []
        : [
            {
              place: { file: definition.file, line: definition.line },
              construct: `${unitName(name, task)} with ${together.join(', ')}`,
              text: 'turbo starts them together; if the task needs a server, make it a service',
              kind: 'left-out',
            },
          ],
  };
}

function unitName(name: string, task: string): string {
  return `${name}#${task}`;
}

function purposeOfTask(task: string, command: string, { isPersistent, isInteractive }: TaskDefinition): Purpose {
  if (isPersistent) return 'endless';
  return isInteractive ? 'by-hand' : purposeOf(task, [command]);
}

/**
 * The units that an item of `dependsOn` means in a package. A package without the script passes on what the task depends on there, as
 * turbo does.
 */
function resolve(workspace: Workspace, name: string, item: string, seen: Set<string>): readonly string[] {
  if (item.startsWith('^')) {
    const own = workspace.packages.get(name)?.dependencies ?? new Set();
    return [...own]
      .filter((other) => workspace.packages.has(other))
      .flatMap((other) => resolveTask(workspace, other, item.slice(1), seen));
  }
  const mark = item.indexOf('#');
  return mark < 0
    ? resolveTask(workspace, name, item, seen)
    : resolveTask(workspace, item.slice(0, mark), item.slice(mark + 1), seen);
}

function resolveTask(workspace: Workspace, name: string, task: string, seen: Set<string>): readonly string[] {
  const unit = unitName(name, task);
  if (seen.has(unit)) return [];
  seen.add(unit);
  const definition = definitionIn(workspace, name, task);
  if (definition === undefined) return [];
  if (workspace.packages.get(name)?.scripts.has(task) === true) return [unit];
  return definition.dependsOn.flatMap((item) => resolve(workspace, name, item, seen));
}
