const FOLDER = /[\\/]mission-scripts-[a-z0-9]{1,40}[\\/]/;

/** UTF-16 units of the path above the folder. */
const LONGEST_PATH = 500;

/**
 * A line of a log in which the script of a step has no folder: `unit-1.sh: line 3: makke: command not found`. The folder is a temporary one
 * that no longer exists when the line is read. A folder of that name in the project stays, because its path is relative.
 */
export function withoutScriptFolder(line: string): string {
  const found = FOLDER.exec(line);
  if (found === null) return line;
  const above = line.slice(Math.max(0, found.index - LONGEST_PATH), found.index);
  const word = above.split(/[\s'"(=]/).at(-1) ?? '';
  const [path] = /(?<![^:])(?:file:\/\/)?(?:[A-Za-z]:)?(?:[\\/][^:]*)?$/.exec(word) ?? [];
  if (path === undefined) return line;
  return `${line.slice(0, found.index - path.length)}${line.slice(found.index + found[0].length)}`;
}
