/*
 * This folder reads and writes the history file of earlier runs.
 *
 * `file.ts` opens the history before a run and adds the run at its end, `read-text.ts` reads without following links,
 * `append.ts` adds whole lines in one write, `shorten.ts` drops the oldest lines, and `command-fingerprints.ts` recognizes tasks
 * whose commands have changed.
 *
 * Invariants:
 * - Several runs can use one file at the same time without losing a line.
 * - A file that is damaged or not a history is renamed, never overwritten. Its valid lines are kept.
 * - If the history cannot be read or written, the run continues and a note says why.
 *
 * Not here: what the lines mean (src/history).
 */
import { errorCode, errorText } from '../../base/error-code.ts';
import { setAside } from '../../files/set-aside.ts';
import { keepNewest } from '../../history/keep-newest.ts';
import { type LearnedOverhead, learnOverhead } from '../../history/learn-overhead.ts';
import { printLine } from '../../history/line.ts';
import type { HistoryMachine } from '../../history/machine-class.ts';
import { type Entry, parseHistory } from '../../history/parse.ts';
import { type PastVerdicts, pastVerdicts } from '../../history/past-verdicts.ts';
import { predictTasks } from '../../history/predict-tasks.ts';
import { recordRun, type TestedCommit } from '../../history/record-run.ts';
import type { Mission } from '../../mission/model/mission.ts';
import type { RunReport } from '../../report/model/run.ts';
import type { Predictions } from '../../schedule/events/prediction.ts';
import { appendToHistory } from './append.ts';
import { commandFingerprints } from './command-fingerprints.ts';
import { readHistoryText } from './read-text.ts';
import { charactersOf, MOST_CHARACTERS, shortenHistory } from './shorten.ts';

/** The history of earlier runs, and the function that adds this run to it. */
export interface HistoryFile {
  readonly predictions: Predictions;
  readonly verdicts: PastVerdicts;
  /** What runners took before their first tasks; absent if the history does not say. */
  readonly overhead?: LearnedOverhead;
  /** Problems of the file, a sentence each. */
  readonly notes: readonly string[];
  /**
   * Adds a run that has ended.
   *
   * @param tested the commit that the run has tested; undefined if it is not known
   * @param overhead milliseconds before the first task of a part; absent if that is not known, or the run is no part
   * @returns a sentence that says why the run was not added; undefined if it was. Never throws.
   */
  record(report: RunReport, tested: TestedCommit | undefined, overhead?: number): string | undefined;
}

/** Bytes below which a file is not shortened. */
const SMALL = 64 * 1024;

/**
 * Reads the history before a run. A file that is damaged or not a history is renamed first. Never throws.
 *
 * @param mission without its secrets, as in the journal
 * @param machine on which the mission is about to run
 */
export function openHistory(path: string, mission: Mission, machine: HistoryMachine): HistoryFile {
  const commands = commandFingerprints(mission);
  const { entries, notes, usable } = repaired(path);
  const kept = charactersOf(keepNewest(entries, MOST_CHARACTERS));
  return {
    ...knowledge(entries, mission, commands, machine),
    notes,
    record: (report, tested, overhead) => {
      // `notes` has already said why.
      if (!usable) return undefined;
      const [first, ...more] = recordRun(report, commands, tested);
      if (first === undefined) return undefined;
      const lines = [overhead === undefined ? first : { ...first, overhead }, ...more];
      try {
        const size = appendToHistory(path, lines.map((line) => `${printLine(line)}\n`).join(''));
        if (size > Math.max(SMALL, 2 * kept)) tryToShorten(path);
        return undefined;
      } catch (error) {
        return `this run could not be added to the history ${path}: ${errorText(error)}`;
      }
    },
  };
}

/** What is known from earlier runs. */
export type HistoryKnowledge = Pick<HistoryFile, 'predictions' | 'verdicts' | 'overhead' | 'notes'>;

/** The same for a plan, which does not change the file. */
export function readHistory(path: string, mission: Mission, machine: HistoryMachine): HistoryKnowledge {
  const read = readHistoryText(path);
  const { entries, foreign } = parseHistory(read.type === 'read' ? read.text : '');
  const known = knowledge(entries, mission, commandFingerprints(mission), machine);
  if (read.type === 'unusable' || read.type === 'foreign') return { ...known, notes: [read.message] };
  return { ...known, notes: foreign === 0 ? [] : [damage(path, foreign)] };
}

function knowledge(
  entries: readonly Entry[],
  mission: Mission,
  commands: ReadonlyMap<string, string>,
  machine: HistoryMachine,
): Pick<HistoryFile, 'predictions' | 'verdicts' | 'overhead'> {
  const lines = entries.map(({ line }) => line);
  const overhead = learnOverhead(lines, mission.name);
  return {
    ...(overhead === undefined ? {} : { overhead }),
    predictions: predictTasks(lines, mission, commands, machine),
    verdicts: pastVerdicts(lines, mission, commands),
  };
}

interface Repaired {
  readonly entries: readonly Entry[];
  readonly notes: readonly string[];
  /** False if no lines can be added. */
  readonly usable: boolean;
}

function repaired(path: string): Repaired {
  const read = readHistoryText(path);
  switch (read.type) {
    case 'absent':
      return { entries: [], notes: [], usable: true };
    case 'unusable':
      return { entries: [], notes: [`${read.message}; the run continues without a history`], usable: false };
    case 'foreign':
      return replaced(path, read.message);
    case 'read': {
      const { entries, foreign, torn } = parseHistory(read.text);
      if (foreign > 0) return replaced(path, damage(path, foreign));
      // Half a line at the end is no damage: a run was killed while writing it. In the middle of the file it would be.
      if (torn) tryToShorten(path);
      return { entries, notes: [], usable: true };
    }
    default:
      return read satisfies never;
  }
}

function tryToShorten(path: string): void {
  try {
    shortenHistory(path);
  } catch {
    // The next run tries again. If the file cannot be written at all, `record` reports it.
  }
}

function damage(path: string, foreign: number): string {
  const lines = foreign === 1 ? 'a line' : `${foreign} lines`;
  return `expected the history of earlier runs in ${path}, found ${lines} that this version does not recognize`;
}

/** Renames the file and starts a new one with its valid lines. */
function replaced(path: string, problem: string): Repaired {
  try {
    const kept = setAside(path);
    // Read again: another run may have added lines before the file was renamed.
    const read = readHistoryText(kept);
    const { entries } = parseHistory(read.type === 'read' ? read.text : '');
    if (entries.length > 0) appendToHistory(path, entries.map(({ text }) => `${text}\n`).join(''));
    const good = entries.length === 1 ? 'its one valid line was kept' : `its ${entries.length} valid lines were kept`;
    const rest = entries.length === 0 ? 'a new history was started' : good;
    return { entries, notes: [`${problem}; it was renamed to ${kept}, ${rest}`], usable: true };
  } catch (error) {
    // Another run has renamed it first.
    if (errorCode(error) === 'ENOENT') return repaired(path);
    const notes = [`${problem}, and could not rename it: ${errorText(error)}; the run continues without a history`];
    return { entries: [], notes, usable: false };
  }
}
