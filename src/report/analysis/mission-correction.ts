import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import { sanitizeLine, sanitizeText } from '../../base/sanitize.ts';
import { type Amendment, amendMission } from '../../mission/amend.ts';
import { shownPath } from '../../mission/include/include-path.ts';
import type { FileText } from '../../mission/include/included-file.ts';
import type { Mission } from '../../mission/model/mission.ts';
import { readMission } from '../../mission/read.ts';
import type { IncludedSource } from '../../schedule/events/opening.ts';
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
  const { file, source, included } = report;
  const patch =
    source === undefined
      ? ''
      : correctionPatch(
          file,
          source,
          amendments.filter((amendment) => shown.has(entryOf(amendment))),
          included,
        );
  if (source === undefined || patch === '') return { sentence: withoutPatch(report, amendments), patch: '', more: '' };
  const hidden = ids.length - shown.size;
  return {
    sentence: `${basis(report)}, for entries of the file that are clearly off or have none. ${howToApply(file, [source, ...included.map((each) => each.source ?? '')])}, or copy the lines.`,
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
    .map(
      ({ file, list, id, key, value }) =>
        `\`${list}.${id}.${key}: ${value}\`${file === undefined ? '' : ` in \`${file}\``}`,
    );
  const hidden = amendments.length - values.length;
  const all = hidden > 0 ? `${values.join(', ')} and ${hidden} more` : listed(values);
  const why =
    report.source === undefined || report.included.some(({ source }) => source === undefined)
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

function entryOf({ file = '', list, id }: Amendment): string {
  return `${file} ${list} ${id}`;
}

/**
 * A unified diff; '' if nothing changes, or if more than these amounts would, which means that a file cannot be edited safely.
 *
 * @param included each with its text
 */
export function correctionPatch(
  file: string,
  source: string,
  amendments: readonly Amendment[],
  included: readonly IncludedSource[] = [],
): string {
  if (amendments.length === 0 || included.some((each) => each.source === undefined)) return '';
  const texts = [
    { path: undefined, text: source },
    ...included.map((each) => ({ path: each.path, text: each.source ?? '' })),
  ];
  const corrected = texts.map(({ path, text }) => ({
    path,
    before: text,
    after: amendMission(
      text,
      amendments.filter((amendment) => amendment.file === path),
    ),
  }));
  const changed = corrected.filter(({ before, after }) => before !== after);
  if (changed.length === 0) return '';
  const [before, after] = [readAll(file, corrected, 'before'), readAll(file, corrected, 'after')];
  if (before === undefined || after === undefined || withoutAmounts(before) !== withoutAmounts(after)) return '';
  const patches = changed.map((each) => {
    const { path } = placeOf(each.path === undefined ? file : shownPath(file, each.path));
    return structuredPatch(`a/${path}`, `b/${path}`, each.before, each.after);
  });
  return patches.map((patch) => formatPatch(patch, FILE_HEADERS_ONLY)).join('');
}

/** The mission of these texts; the first is that of the main file. */
function readAll<Key extends 'before' | 'after'>(
  file: string,
  texts: readonly (Readonly<Record<Key, string>> & { readonly path: string | undefined })[],
  key: Key,
): Mission | undefined {
  const main = texts.find(({ path }) => path === undefined);
  const read = (path: string): FileText => {
    const found = texts.find((each) => each.path === path);
    return found === undefined
      ? { type: 'refused', found: 'no text of it in the journal' }
      : { type: 'text', text: found[key] };
  };
  return main === undefined ? undefined : readMission(main[key], file, { files: { read } }).mission;
}

/** `git apply` accepts no absolute path and none that leaves its folder: then the diff names the file alone. */
function placeOf(file: string): { readonly path: string; readonly isElsewhere: boolean } {
  const steps = sanitizeLine(file).replaceAll('\\', '/').split('/');
  const isElsewhere = steps[0] === '' || /^[A-Za-z]:$/.test(steps[0] ?? '') || steps.includes('..');
  return { path: isElsewhere ? (steps.at(-1) ?? '') : steps.filter((step) => step !== '.').join('/'), isElsewhere };
}

function howToApply(file: string, sources: readonly string[]): string {
  const where = placeOf(file).isElsewhere ? ' in the folder of the mission file' : '';
  // The line ends of the report differ from those of such a file.
  const option = sources.some((source) => source.includes('\r\n')) ? ' --ignore-whitespace' : '';
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
