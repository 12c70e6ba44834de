import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import { cleanLine, cleanText } from '../../base/clean-text.ts';
import { type Amendment, amendMission } from '../../mission/amend.ts';
import type { Mission } from '../../mission/model/mission.ts';
import { readMission } from '../../mission/read.ts';
import type { RunReport } from '../model/run.ts';
import { plural } from '../text/format.ts';
import { measuredAmendments } from './measured-amendments.ts';

/** More entries than these nobody reads through; the file is corrected in several goes then. */
const mostEntries = 100;

/** What the mission file should say instead of what it does. */
export interface MissionCorrection {
  /** What it rests on; plain but for `code`. */
  readonly sentence: string;
  /** A unified diff that `git apply` takes; it quotes the file, without what would reorder, hide or steer. */
  readonly patch: string;
  /** Of entries that are off too and not in the patch; '' when there are none. */
  readonly more: string;
}

/**
 * The mission's own lines with `load`, `memory` and `expect` as measured; see `measuredAmendments` for whose. Undefined
 * when nothing is clearly off, and when the journal does not hold the mission's text.
 */
export function missionCorrection(report: RunReport): MissionCorrection | undefined {
  const { source, machine } = report;
  if (source === undefined || !report.finished) return undefined;
  const amendments = measuredAmendments(report);
  const ids = [...new Set(amendments.map(entryOf))];
  const shown = new Set(ids.slice(0, mostEntries));
  const patch = correctionPatch(
    report.file,
    source,
    amendments.filter((amendment) => shown.has(entryOf(amendment))),
  );
  if (patch === '') return undefined;
  const hidden = ids.length - shown.size;
  return {
    sentence: `What this run measured on a machine of ${plural(machine.cpus, 'CPU')}, where it is clearly off what the file says. ${howToApply(report.file, source)}, or copy the lines.`,
    patch: inertLines(patch),
    more:
      hidden > 0 ? `${plural(hidden, 'more entry is', 'more entries are')} off: correct these and run it again.` : '',
  };
}

/** No character within a line may make another line of it: in a diff each has a meaning. */
function inertLines(patch: string): string {
  return patch
    .split('\n')
    .map((line) => cleanText(line.replace(/\r$/, '')).replaceAll('\n', ' '))
    .join('\n');
}

function entryOf({ list, id }: Amendment): string {
  return `${list} ${id}`;
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
