/** Paths between mission files, with `/`. Pure: nothing here knows which files exist. */

/** `path` as it is seen from `folder`, without `.` and inner `..`. Both may be relative; leading `..` stay. */
export function joinPath(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of [...folder.split('/'), ...path.split('/')]) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return `${folder.startsWith('/') ? '/' : ''}${parts.join('/')}`;
}

/** The folder of a file; empty if the file has none. */
export function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

/**
 * How an included file is shown: from where the main file is shown.
 *
 * @param main as the user named it, on Windows also with `\`
 * @param path from the folder of the main file
 */
export function shownPath(main: string, path: string): string {
  const end = Math.max(main.lastIndexOf('/'), main.lastIndexOf('\\'));
  const folder = main.slice(0, end + 1).replaceAll('\\', '/');
  return joinPath(folder === '/' ? '/' : folder.replace(/\/$/, ''), path);
}

/** The last part of a path. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
