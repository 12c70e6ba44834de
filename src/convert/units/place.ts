import type { Note } from '../draft.ts';

/** The folder of a file, as a working directory of a mission. Absent: the root. */
export interface FileFolder {
  readonly folder?: string | undefined;
  /** True if the path leads out of the folder in which the mission starts, so that the mission cannot name it. */
  readonly isOutside: boolean;
}

/** The folder in which the tool of a file runs, from the path of the file as the user named it. */
export function folderOfFile(path: string): FileFolder {
  const parts: string[] = [];
  const isAbsolute = /^(?:[A-Za-z]:)?[\\/]/.test(path);
  for (const part of path.split(/[\\/]/).slice(0, -1)) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  if (isAbsolute || parts[0] === '..') return { isOutside: true };
  return { folder: parts.length === 0 ? undefined : parts.join('/'), isOutside: false };
}

/** A text on one line, shortened, for the construct of a note. */
export function oneLine(text: string, most = 100): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

/** About a file that a mission cannot name the folder of. */
export function outsideNote(file: string): Note {
  const text = 'is outside of the folder in which the mission starts; start it in the folder of this file';
  return { place: { file, line: 1 }, construct: file, text, kind: 'changed' };
}
