import { lookAt } from '../../files/look-at.ts';
import type { Event } from '../../schedule/events/event.ts';

/** By id: the top folder of the newest workspace of each task that is still there, as after a run with `keep-workspaces`. */
export function keptWorkspaces(events: readonly Event[]): ReadonlyMap<string, string> {
  const folders = new Map<string, string>();
  for (const event of events) {
    if (event.type === 'step-started' && event.workspace !== undefined) folders.set(event.id, event.workspace.folder);
  }
  return new Map([...folders].filter(([, folder]) => isFolder(folder)));
}

function isFolder(path: string): boolean {
  return lookAt(path)?.isDirectory() === true;
}
