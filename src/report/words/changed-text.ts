import { append } from '../../base/multimap.ts';
import { baseOf, type ChangedFiles, type TaskBase } from '../../schedule/events/opening.ts';
import type { RunReport } from '../model/run.ts';
import { plural } from '../text/format.ts';

/** How a document shows a commit or an id, and a text that git or a user wrote. */
export interface ChangedStyle {
  readonly code: (text: string) => string;
  readonly text: (text: string) => string;
}

/** Groups of tasks that are named one by one, and tasks of a group. */
const MOST_GROUPS = 10;
const MOST_IDS = 5;

/**
 * What `paths` and `changed()` were compared with and why, or why nothing was left out; with a history one text for all tasks
 * that have the same base. Clauses without a full stop; none if nothing asked.
 */
export function changedTexts({ changed, bases }: RunReport, style: ChangedStyle): readonly string[] {
  if (bases === undefined) return changed === undefined ? [] : [changedText(changed, style)];
  const groups = new Map<string, string[]>();
  for (const [id, base] of Object.entries(bases)) append(groups, taskBaseText(base, style), id);
  const texts = [...groups].map(([text, ids]) => `${idsText(ids, style)}: ${text}`);
  const hidden = texts.length - MOST_GROUPS;
  return hidden <= 0 ? texts : [...texts.slice(0, MOST_GROUPS), `${plural(hidden, 'more base')} in mission.json`];
}

/** The same for one task; undefined without a history. */
export function baseText({ bases }: RunReport, id: string, style: ChangedStyle): string | undefined {
  const base = baseOf(bases, id);
  return base === undefined ? undefined : taskBaseText(base, style);
}

/** Lines for a log. What is wrong with the general base is a note of its own. */
export function changedLines(report: RunReport): readonly string[] {
  const { changed, bases } = report;
  if (bases === undefined && changed?.type === 'unknown' && changed.expected !== true) return [];
  const texts = changedTexts(report, { code: shortCommit, text: (text) => text });
  return texts.map((text) => `Changed files: ${text}`);
}

function changedText(changed: ChangedFiles, { code, text }: ChangedStyle): string {
  switch (changed.type) {
    case 'known': {
      const { base, why, files } = changed;
      const count = plural(files.length, 'file');
      if (base === 'nothing') return `${count}, as nothing is committed yet`;
      return `${count} since ${code(base)}${why === undefined ? '' : `, ${text(why)}`}`;
    }
    case 'unknown': {
      const { why, expected } = changed;
      const skipped = 'nothing is skipped because of them';
      return `${expected === true ? skipped : `unknown, so ${skipped}`}: ${text(why).replace(/\.$/, '')}`;
    }
    default:
      return changed satisfies never;
  }
}

function taskBaseText({ commit, files = 0, why }: TaskBase, { code, text }: ChangedStyle): string {
  if (commit === undefined) return `all count as changed, because ${text(why)}`;
  return `${plural(files, 'file')} since ${code(commit)}, ${text(why)}`;
}

function idsText(ids: readonly string[], { code }: ChangedStyle): string {
  const hidden = ids.length - MOST_IDS;
  return `${ids.slice(0, MOST_IDS).map(code).join(', ')}${hidden > 0 ? ` and ${hidden} more` : ''}`;
}

/** Digits of a commit's name that a person compares. */
const SHORT = 12;

/** A commit as a line of a log shows it; other names stay as they are. */
export function shortCommit(name: string): string {
  return /^[0-9a-f]{40,64}$/.test(name) ? name.slice(0, SHORT) : name;
}
