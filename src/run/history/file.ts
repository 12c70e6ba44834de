/*
 * This folder reads and writes the history file; what its lines mean is in src/history.
 *
 * `file.ts` opens the history before a run and adds the run at its end, `read-text.ts` reads without following links,
 * `append.ts` adds whole lines in one write, `shorten.ts` drops the oldest lines, and `command-fingerprints.ts` recognises tasks
 * whose commands have changed.
 *
 * Invariants:
 * - Several runs may use one file at once, and no line of any is lost.
 * - A file that is damaged or no history is set aside under another name, never overwritten. Its valid lines are kept.
 * - A history that cannot be read or written costs a note, never the run.
 */
import { errorCode, errorText } from '../../base/error-code.ts';
import { setAside } from '../../files/set-aside.ts';
import { keepNewest } from '../../history/keep-newest.ts';
import { printLine } from '../../history/line.ts';
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

/** The history that a run asks before it begins and adds itself to at its end. */
export interface HistoryFile {
  readonly predictions: Predictions;
  readonly verdicts: PastVerdicts;
  /** What is wrong with the file, in sentences. */
  readonly notes: readonly string[];
  /**
   * Adds a run that has ended.
   *
   * @param tested what it has tested; absent where no commit is known
   * @returns why that did not work, as a sentence. Never throws.
   */
  record(report: RunReport, tested: TestedCommit | undefined): string | undefined;
}

/** Below this it is not worth making a file shorter. */
const SMALL = 64 * 1024;

/**
 * Reads the history of a run. A file that holds what is none of its own is set aside first. Never throws.
 *
 * @param mission as the journal has it, without its secrets
 */
export function openHistory(path: string, mission: Mission): HistoryFile {
  const commands = commandFingerprints(mission);
  const { entries, notes, usable } = repaired(path);
  const kept = charactersOf(keepNewest(entries, MOST_CHARACTERS));
  return {
    ...knowledge(entries, mission, commands),
    notes,
    record: (report, tested) => {
      // What is wrong was said at the start.
      if (!usable) return undefined;
      const lines = recordRun(report, commands, tested);
      if (lines.length === 0) return undefined;
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

/** What earlier runs say. */
export type HistoryKnowledge = Pick<HistoryFile, 'predictions' | 'verdicts' | 'notes'>;

/** The same for a plan, which changes nothing. */
export function readHistory(path: string, mission: Mission): HistoryKnowledge {
  const read = readHistoryText(path);
  const { entries, foreign } = parseHistory(read.type === 'read' ? read.text : '');
  const known = knowledge(entries, mission, commandFingerprints(mission));
  if (read.type === 'unusable' || read.type === 'foreign') return { ...known, notes: [read.message] };
  return { ...known, notes: foreign === 0 ? [] : [damage(path, foreign)] };
}

function knowledge(
  entries: readonly Entry[],
  mission: Mission,
  commands: ReadonlyMap<string, string>,
): Pick<HistoryFile, 'predictions' | 'verdicts'> {
  const lines = entries.map(({ line }) => line);
  return { predictions: predictTasks(lines, mission, commands), verdicts: pastVerdicts(lines, mission, commands) };
}

interface Repaired {
  readonly entries: readonly Entry[];
  readonly notes: readonly string[];
  /** False where nothing can be added either. */
  readonly usable: boolean;
}

function repaired(path: string): Repaired {
  const read = readHistoryText(path);
  switch (read.type) {
    case 'absent':
      return { entries: [], notes: [], usable: true };
    case 'unusable':
      return { entries: [], notes: [`${read.message}; the run goes on without a history`], usable: false };
    case 'foreign':
      return replaced(path, read.message);
    case 'read': {
      const { entries, foreign, torn } = parseHistory(read.text);
      if (foreign > 0) return replaced(path, damage(path, foreign));
      // The half of a line that a run left as it died is no damage, but would be one in the middle of the file.
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
    // The next run will try again; a file that cannot be written at all is reported when the run is added.
  }
}

function damage(path: string, foreign: number): string {
  const lines = foreign === 1 ? 'a line' : `${foreign} lines`;
  return `expected the history of earlier runs in ${path}, found ${lines} that this version does not write`;
}

/** Keeps the file under another name, and goes on with those of its lines that are good. */
function replaced(path: string, problem: string): Repaired {
  try {
    const kept = setAside(path);
    // Read once more: another run may have added lines until it was moved.
    const read = readHistoryText(kept);
    const { entries } = parseHistory(read.type === 'read' ? read.text : '');
    if (entries.length > 0) appendToHistory(path, entries.map(({ text }) => `${text}\n`).join(''));
    const good = entries.length === 1 ? 'its one good line is kept' : `its ${entries.length} good lines are kept`;
    const rest = entries.length === 0 ? 'a new one is begun' : good;
    return { entries, notes: [`${problem}; it was set aside as ${kept}, ${rest}`], usable: true };
  } catch (error) {
    // Another run was faster.
    if (errorCode(error) === 'ENOENT') return repaired(path);
    const notes = [`${problem}, and could not set it aside: ${errorText(error)}; the run goes on without a history`];
    return { entries: [], notes, usable: false };
  }
}
