import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import { type Amendment, amendMission } from '../mission/amend-mission.ts';
import type { Mission } from '../mission/mission.ts';
import { readMission } from '../mission/read-mission.ts';
import { cleanLine } from './clean-text.ts';
import { fencedBlock } from './escape.ts';
import { plural } from './format.ts';
import { measuredAmendments } from './measured-amendments.ts';
import type { RunReport } from './run-report.ts';

/** More lines than these nobody reads through; the file is corrected in several goes then. */
const mostEntries = 100;

/**
 * The mission's own lines with `load`, `memory` and `expect` as measured, as a diff that `git apply` takes; see
 * `measuredAmendments` for whose. '' when nothing is clearly off, and when the journal does not hold the mission's text.
 */
export function correctionSection(report: RunReport): string {
  const { source } = report;
  if (source === undefined || !report.finished) return '';
  const amendments = measuredAmendments(report);
  const ids = [...new Set(amendments.map(entryOf))];
  const shown = new Set(ids.slice(0, mostEntries));
  const patch = correctionPatch(
    report.file,
    source,
    amendments.filter((amendment) => shown.has(entryOf(amendment))),
  );
  if (patch === '') return '';
  const hidden = ids.length - shown.size;
  return [
    '## Correction of the mission file',
    `What this run measured on ${cpus(report)}, where it is clearly off what the file says. ${howToApply(report.file, source)}, or copy the lines.`,
    fencedBlock(patch, 'diff'),
    ...(hidden > 0
      ? [`${plural(hidden, 'more entry is', 'more entries are')} off: correct these and run it again.`]
      : []),
  ].join('\n\n');
}

function entryOf({ list, id }: Amendment): string {
  return `${list} ${id}`;
}

function cpus({ machine }: RunReport): string {
  return `a machine of ${plural(machine.cpus, 'CPU')}`;
}

/** A unified diff; '' when nothing changes, or when more than these amounts would: then the file is no safe ground. */
export function correctionPatch(file: string, source: string, amendments: readonly Amendment[]): string {
  if (amendments.length === 0) return '';
  const corrected = amendMission(source, amendments);
  if (corrected === source) return '';
  const [before, after] = [readMission(source, file).mission, readMission(corrected, file).mission];
  if (before === undefined || after === undefined || withoutAmounts(before) !== withoutAmounts(after)) return '';
  const { path } = placeOf(file);
  return formatPatch(structuredPatch(`a/${path}`, `b/${path}`, source, corrected), FILE_HEADERS_ONLY);
}

/** `git apply` takes no path that is absolute or leads out of its folder: such a file is named in its own folder. */
function placeOf(file: string): { readonly path: string; readonly isElsewhere: boolean } {
  const steps = cleanLine(file).replaceAll('\\', '/').split('/');
  const isElsewhere = steps[0] === '' || /^[A-Za-z]:$/.test(steps[0] ?? '') || steps.includes('..');
  return { path: isElsewhere ? (steps.at(-1) ?? '') : steps.filter((step) => step !== '.').join('/'), isElsewhere };
}

function howToApply(file: string, source: string): string {
  const where = placeOf(file).isElsewhere ? ' in the folder of the mission file' : '';
  // The report has line ends of its own, which those of such a file do not match.
  const option = source.includes('\r\n') ? ' --ignore-whitespace' : '';
  return `Save it and use \`git apply${option}\`${where}`;
}

/** Everything else must mean what it meant; lines move where some are added. */
function withoutAmounts(mission: Mission): string {
  return JSON.stringify({
    ...mission,
    tasks: mission.tasks.map(({ load: _load, memory: _memory, expect: _expect, line: _line, ...rest }) => rest),
    services: mission.services.map(({ line: _line, ...rest }) => rest),
  });
}
