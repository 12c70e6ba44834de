import type { TaskReport } from '../../model/run.ts';
import { keptFile } from '../../text/document-paths.ts';
import { markdownCode, markdownTarget, markdownText } from '../../text/escape.ts';
import { formatBytes, plural } from '../../text/format.ts';

/** How many files are listed. */
const most = 20;

/** The files that the task keeps, with links; '' if it keeps none. */
export function filesSection({ task: { id }, left }: TaskReport, folder: string | undefined): string {
  const kept = left?.artifacts;
  if (kept === undefined) return '';
  const lines = kept.files.slice(0, most).map((path) => {
    const name = markdownCode(path, 'text');
    return folder === undefined ? `- ${name}` : `- [${name}](${markdownTarget(keptFile(id, path, folder))})`;
  });
  const more = kept.count - lines.length;
  const total = `${plural(kept.count, 'file')}, ${formatBytes(kept.bytes)}${kept.note === undefined ? '' : `. ${markdownText(kept.note)}`}`;
  return `## Files\n\n${[`${total}.`, '', ...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n')}`;
}
