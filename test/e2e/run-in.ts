import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Event } from '../../src/schedule/events/event.ts';
import type { Ended, Folder } from './command-line.ts';

/** The part of a task's entry in `mission.json` that the tests read. */
export interface TaskEntry {
  readonly id: string;
  readonly status: string;
  readonly reason?: string;
  readonly attempts: number;
  readonly outputs: Readonly<Record<string, string>>;
  readonly results?: { readonly tests: number; readonly failed: number; readonly skipped: number };
}

export interface MissionRun extends Ended {
  readonly events: readonly Event[];
  task(id: string): TaskEntry;
  /** The status of each task, by id. */
  readonly statuses: Readonly<Record<string, string>>;
}

/** Runs a mission in a folder, with `--gate off`: on a busy machine, the gate would delay tests. */
export async function runMission(folder: Folder, text: string, ...more: readonly string[]): Promise<MissionRun> {
  folder.write('m.yml', text);
  return readRun(folder, await folder.mission('run', 'm.yml', '--gate', 'off', ...more));
}

/** The run that has ended in this folder. */
export function readRun(folder: Folder, ended: Ended): MissionRun {
  if (!folder.has('.mission/mission.json')) throw new Error(`nothing was run: ${ended.stdout}${ended.stderr}`);
  const tasks = JSON.parse(folder.read('.mission/mission.json')).tasks as readonly TaskEntry[];
  return {
    ...ended,
    events: readEvents(folder),
    statuses: Object.fromEntries(tasks.map(({ id, status }) => [id, status])),
    task: (id) => {
      const found = tasks.find((entry) => entry.id === id);
      if (found === undefined) throw new Error(`no ${id} among ${tasks.map((entry) => entry.id).join(', ')}`);
      return found;
    },
  };
}

export function readEvents(folder: Folder): readonly Event[] {
  const lines = folder.read('.mission/events.jsonl').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Event);
}

/** Every file below a folder with this text in its name or content. Content is read as Latin 1, so that no byte is lost. */
export function filesWith(path: string, text: string): readonly string[] {
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => `${file}\n${readFileSync(file, 'latin1')}`.includes(text));
}
