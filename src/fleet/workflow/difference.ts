import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';

/** What would change in the file, as a unified diff; '' if nothing would. */
export function difference(path: string, before: string, after: string): string {
  if (before === after) return '';
  const patch = structuredPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, { context: 3 });
  return formatPatch(patch, FILE_HEADERS_ONLY);
}
