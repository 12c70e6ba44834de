import { errorText } from '../base/error-code.ts';
import type { TestedCommit } from '../history/record-run.ts';
import type { Processes, Sampler } from '../ports/ports.ts';
import type { RunReport } from '../report/model/run.ts';
import type { MissionStarted, Resumed } from '../schedule/events/opening.ts';
import type { JournalFile } from './folder/journal.ts';
import type { LateDocuments } from './folder/late-documents.ts';
import { limitHeapForEnd } from './limit-heap.ts';
import { createLoop, type Listener, type LoopOptions, type RunEnd } from './loop.ts';
import type { PreparedHistory } from './prepare.ts';
import type { RunRequest } from './run-request.ts';

export interface Run {
  /** Asks all tasks to stop; the second call kills them. */
  interrupt(signal: string): void;
  /** Resolves once every document is written. Rejects on a defect of Mission Runner. */
  readonly finished: Promise<RunEnd>;
}

type Note = (message: string) => void;

/** The parts that `composeRun` connects. */
export interface RunParts {
  readonly opening: MissionStarted | Resumed;
  readonly loop: Omit<LoopOptions, 'journal' | 'listen'>;
  readonly journal: JournalFile;
  /**
   * Creates the edges, which report their problems with `note`.
   *
   * @param folderLost called when a task has removed the run's folder
   */
  readonly edges: (note: Note, folderLost: () => void) => RunEdges;
  /** Problems that are known before the run begins. */
  readonly notes: readonly string[];
  readonly history: PreparedHistory | undefined;
  readonly listen: Listener | undefined;
  readonly sampled: RunRequest['sampled'];
  /** True if the kernel has just killed a process because memory ran out. */
  readonly sawMemoryKill: () => boolean;
  /** Releases the run's folder. Called after the last write. */
  readonly leaveFolder: () => void;
}

export interface RunEdges {
  readonly processes: Processes;
  readonly sampler: Sampler;
  readonly documents: LateDocuments;
}

/** Without this note, a mission that systemd stopped looks as if a user had stopped it. */
const STOPPED_FOR_MEMORY =
  'SIGTERM arrived right after the kernel had killed a process because memory ran out: systemd then stops the whole unit, unless it sets OOMPolicy=continue';

const FOLDER_LOST =
  "a task has removed or replaced the run's folder: it was created again without the logs that it contained; find the task that cleans the workspace, or choose a folder outside the workspace with --dir";

const JOURNAL_GONE = 'a task has removed or replaced the journal: it is written again when the run ends';

const JOURNAL_CHANGED = 'a task has changed the journal: it cannot be used to rebuild the reports or to resume the run';

/** Connects the loop with its edges, starts it, and completes the documents, the history and the journal when it ends. */
export function composeRun(parts: RunParts): Run {
  const { journal, leaveFolder, sawMemoryKill } = parts;
  const loop = createLoop({
    ...parts.loop,
    journal,
    listen: (event, report) => {
      if (event.type === 'mission-ended') limitHeapForEnd(report.tasks.size);
      if (event.type === 'ended') {
        edges.documents.taskEnded(report, event.id);
        edges.processes.release(event.id);
      }
      edges.documents.changed(report, event.type === 'sampled');
      parts.listen?.(event, report);
    },
  });
  const edges = parts.edges(loop.note, () => loop.note(FOLDER_LOST));
  loop.start(parts.opening, { processes: edges.processes, sampler: tapped(edges.sampler, parts.sampled) });
  for (const message of parts.notes) loop.note(message);
  const finished = loop.finished.then(async (end) => {
    if (end.type === 'ended') await finish(end.report, parts, edges, loop.note);
    return end;
  });
  return {
    interrupt: (signal) => {
      if (signal === 'SIGTERM' && sawMemoryKill()) loop.note(STOPPED_FOR_MEMORY);
      loop.interrupt(signal);
    },
    finished: finished.finally(leaveFolder),
  };
}

async function finish(
  report: RunReport,
  { journal, history }: RunParts,
  { documents }: RunEdges,
  note: Note,
): Promise<void> {
  const kept = journal.state();
  if (kept !== 'whole') note(kept === 'gone' ? JOURNAL_GONE : JOURNAL_CHANGED);
  if (history !== undefined) {
    const unrecorded = history.record(report, await testedBy(history, report));
    if (unrecorded !== undefined) note(unrecorded);
  }
  const synced = journal.sync();
  // A disk can take as long as the documents. Without them, its errors do not matter.
  synced.catch(() => undefined);
  await documents.finish(report);
  await synced;
  // Last, so that it contains the notes of the steps above.
  if (kept === 'gone') restoreJournal(journal, note);
  journal.close();
}

/** After this, `mission report` finds the journal even if a task has removed it or the whole folder. */
function restoreJournal(journal: JournalFile, note: Note): void {
  try {
    journal.restore();
  } catch (error) {
    note(`the journal could not be written again: ${errorText(error)}; this run cannot be resumed`);
  }
}

/** Does not run git if the run was cancelled: CI kills a cancelled step within seconds. */
async function testedBy({ checkedOut }: PreparedHistory, { result }: RunReport): Promise<TestedCommit | undefined> {
  return result === 'cancelled' ? checkedOut.named : checkedOut.atEnd();
}

/** A sampler that passes each reading to `look` too. */
function tapped(sampler: Sampler, look: RunRequest['sampled']): Sampler {
  if (look === undefined) return sampler;
  const start: Sampler['start'] = (sampled) =>
    sampler.start((reading) => {
      look(reading);
      sampled(reading);
    });
  return { ...sampler, start };
}
