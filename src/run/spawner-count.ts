import { readFilePart } from '../files/read-part.ts';
import { type EarlySpawners, startEarlySpawners } from '../process/spawners/early.ts';

/** Starting spawners takes 40 ms of CPU each, and each task saves 1 ms. */
const LEAST_FOR_SPAWNERS = 50;

/** Two start programs at the same time while the runner goes on. A third one would only share the CPUs with the tasks. */
export function spawnerCount(tasks: number, cpus: number): number {
  return tasks < LEAST_FOR_SPAWNERS ? 0 : Math.max(1, Math.min(2, Math.floor(cpus)));
}

/** Bytes. 300 short tasks, or 50 long ones. */
const READ = 16 * 1024;

/**
 * Starts the spawners of a mission that is about to be read, if its file looks as if they will be needed. If that was wrong, they are ended or started later.
 *
 * @param file path of the mission file; one that may not exist
 */
export function earlySpawners(file: string, cpus: number): EarlySpawners {
  return startEarlySpawners(spawnerCount(writtenTasks(startOf(file)), cpus));
}

/** How many tasks are written out in the start of a mission file: keys with the indentation of the first one below `tasks`. */
export function writtenTasks(text: string): number {
  const found = /^tasks:[^\S\n]*(?:#[^\n]*)?\n(?:[^\S\n]*(?:#[^\n]*)?\n)*( +)(?=\S)/m.exec(text);
  const [whole, indentation] = found ?? [];
  if (found === null || whole === undefined || indentation === undefined) return 0;
  const rest = text.slice(found.index + whole.length - indentation.length);
  return rest.match(new RegExp(`^ {${indentation.length}}[\\w"'].*?:(?: |$)`, 'gm'))?.length ?? 0;
}

function startOf(file: string): string {
  const part = readFilePart(file, 'start', READ);
  return part.type === 'read' ? part.bytes.toString('latin1') : '';
}
