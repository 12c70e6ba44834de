import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import { sanitizeLine, sanitizeText } from '../../base/sanitize.ts';
import { type Amendment, amendMission } from '../../mission/amend.ts';
import type { Mission } from '../../mission/model/mission.ts';
import { readMission } from '../../mission/read.ts';
import type { RunReport } from '../model/run.ts';
import { listed, plural } from '../text/format.ts';
import { hasLearnedDemand } from './learned-demand.ts';
import { checkedEntries, measuredAmendments } from './measured-amendments.ts';
import { whyNoCorrection } from './no-correction.ts';

/** Beyond this, a patch is too long to read; the file is then corrected in several steps. */
const mostEntries = 100;

/** Of values that are listed in a sentence. */
const mostValues = 20;

/** A proposed change of the mission file. */
export interface MissionCorrection {
  /** Its basis, as plain text with `code` in backticks. */
  readonly sentence: string;
  /**
   * A unified diff for `git apply`. It quotes the file without control and reordering characters. '' if there can be none: then `sentence`
   * has the values and the reason.
   */
  readonly patch: string;
  /** How many more entries are off and not in the patch; '' if there are none. */
  readonly more: string;
}

/**
 * The lines of the mission file with `load`, `memory` and `expect` as measured, and `cpus` for tasks with too many threads; see
 * `measuredAmendments` for the rules. If nothing is clearly off, the sentence says why there is none. Undefined while the run goes on, and if
 * nothing ran.
 */
export function missionCorrection(report: RunReport): MissionCorrection | undefined {
  if (!report.finished) return undefined;
  const amendments = measuredAmendments(report);
  if (amendments.length === 0) {
    const sentence = whyNoCorrection(report, checkedEntries(report));
    return sentence === undefined ? undefined : { sentence, patch: '', more: '' };
  }
  const ids = [...new Set(amendments.map(entryOf))];
  const shown = new Set(ids.slice(0, mostEntries));
  const { file, source } = report;
  const patch =
    source === undefined
      ? ''
      : correctionPatch(
          file,
          source,
          amendments.filter((amendment) => shown.has(entryOf(amendment))),
        );
  if (source === undefined || patch === '') return { sentence: withoutPatch(report, amendments), patch: '', more: '' };
  const hidden = ids.length - shown.size;
  return {
    sentence: `${basis(report)}, for entries of the file that are clearly off or have none. ${howToApply(file, source)}, or copy the lines.`,
    patch: sanitizeLines(patch),
    more:
      hidden > 0
        ? `${plural(hidden, 'more entry is', 'more entries are')} off: correct these first, then run the mission again.`
        : '',
  };
}

function basis(report: RunReport): string {
  const runs = hasLearnedDemand(report) ? ', in this run and in earlier runs' : '';
  return `The values as measured on this machine with ${plural(report.machine.cpus, 'CPU')}${runs}`;
}

function withoutPatch(report: RunReport, amendments: readonly Amendment[]): string {
  const values = amendments
    .slice(0, mostValues)
    .map(({ list, id, key, value }) => `\`${list}.${id}.${key}: ${value}\``);
  const hidden = amendments.length - values.length;
  const all = hidden > 0 ? `${values.join(', ')} and ${hidden} more` : listed(values);
  const why =
    report.source === undefined
      ? 'the journal does not have the text of the mission file'
      : 'the mission file cannot be changed safely at these places';
  return `${basis(report)}, where those of the file are clearly off or missing: ${all}. There is no diff, because ${why}.`;
}

/** No character within a line may start a new line: in a diff each line has a meaning. */
function sanitizeLines(patch: string): string {
  return patch
    .split('\n')
    .map((line) => sanitizeText(line.replace(/\r$/, '')).replaceAll('\n', ' '))
    .join('\n');
}

function entryOf({ list, id }: Amendment): string {
  return `${list} ${id}`;
}

/** A unified diff; '' if nothing changes, or if more than these amounts would, which means the file cannot be edited safely. */
export function correctionPatch(file: string, source: string, amendments: readonly Amendment[]): string {
  if (amendments.length === 0) return '';
  const corrected = amendMission(source, amendments);
  if (corrected === source) return '';
  const [before, after] = [readMission(source, file).mission, readMission(corrected, file).mission];
  if (before === undefined || after === undefined || withoutAmounts(before) !== withoutAmounts(after)) return '';
  const { path } = placeOf(file);
  return formatPatch(structuredPatch(`a/${path}`, `b/${path}`, source, corrected), FILE_HEADERS_ONLY);
}

/** `git apply` accepts no absolute path and none that leaves its folder: then the diff names the file alone. */
function placeOf(file: string): { readonly path: string; readonly isElsewhere: boolean } {
  const steps = sanitizeLine(file).replaceAll('\\', '/').split('/');
  const isElsewhere = steps[0] === '' || /^[A-Za-z]:$/.test(steps[0] ?? '') || steps.includes('..');
  return { path: isElsewhere ? (steps.at(-1) ?? '') : steps.filter((step) => step !== '.').join('/'), isElsewhere };
}

function howToApply(file: string, source: string): string {
  const where = placeOf(file).isElsewhere ? ' in the folder of the mission file' : '';
  // The line ends of the report differ from those of such a file.
  const option = source.includes('\r\n') ? ' --ignore-whitespace' : '';
  return `To apply the diff, save it and use \`git apply${option}\`${where}`;
}

/** Everything else must keep its meaning; line numbers move if lines are added. */
function withoutAmounts(mission: Mission): string {
  return JSON.stringify({
    ...mission,
    tasks: mission.tasks.map(
      ({ load: _load, cpus: _cpus, memory: _memory, expect: _expect, line: _line, ...rest }) => rest,
    ),
    services: mission.services.map(({ line: _line, ...rest }) => rest),
  });
}
