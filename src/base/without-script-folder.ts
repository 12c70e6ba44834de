/**
 * A line of a log in which the script of a step has no folder: `unit-1.sh: line 3: makke: command not found`. The folder is a temporary one
 * that no longer exists when the line is read.
 */
export function withoutScriptFolder(line: string): string {
  return line.replace(/[^\s'"(]{0,500}[\\/]mission-scripts-[a-z0-9]{1,40}[\\/]/, '');
}
