import { errorText } from '../base/error-code.ts';
import type { TestedCommit } from '../history/record-run.ts';
import type { Processes, Sampler } from '../ports/ports.ts';
import type { RunReport } from '../report/model/run.ts';
import type { MissionStarted, Resumed } from '../schedule/events/opening.ts';
import type { Documents } from './folder/documents.ts';
import type { JournalFile } from './folder/journal.ts';
import { createLoop, type Listener, type LoopOptions, type RunEnd } from './loop.ts';
import type { PreparedHistory } from './prepare.ts';
import type { RunRequest } from './run-request.ts';

export interface Run {
  /** Stops the run; the second call kills. */
  interrupt(signal: string): void;
  /** Resolves with every document written. Rejects for a defect of Mission Runner. */
  readonly finished: Promise<RunEnd>;
}

type Note = (message: string) => void;

/** What a run is connected from. */
export interface RunParts {
  readonly opening: MissionStarted | Resumed;
  readonly loop: Omit<LoopOptions, 'journal' | 'listen'>;
  readonly journal: JournalFile;
  /** Makes the edges that report what does not work. `folderLost`: a task has removed the run's folder. */
  readonly edges: (note: Note, folderLost: () => void) => RunEdges;
  /** What is known not to work before the run begins. */
  readonly notes: readonly string[];
  readonly history: PreparedHistory | undefined;
  readonly listen: Listener | undefined;
  readonly sampled: RunRequest['sampled'];
  /** Whether the kernel has killed a process for its memory just now. */
  readonly sawMemoryKill: () => boolean;
  /** Gives the run's folder back, once nothing more is written. */
  readonly leaveFolder: () => void;
}

export interface RunEdges {
  readonly processes: Processes;
  readonly sampler: Sampler;
  readonly documents: Documents;
}

/** Without it, a mission that systemd stopped looks as if a person had stopped it. */
const STOPPED_FOR_MEMORY =
  'SIGTERM came right after the kernel had killed a process because the memory ran out: systemd stops a whole unit then, unless it has OOMPolicy=continue';

const FOLDER_LOST =
  "a task has removed or replaced the run's folder: it was made again, without the logs that were in it; find the task that cleans the workspace, or choose a folder outside of it with --dir";

const JOURNAL_GONE = 'a task has removed or replaced the journal: it was written again when the run ended';

const JOURNAL_CHANGED =
  'a task has changed the journal: reports cannot be made from it again, and the run cannot be resumed';

/** Connects the loop with its edges, starts it, and finishes documents, history and journal when it ends. */
export function composeRun(parts: RunParts): Run {
  const { journal, leaveFolder, sawMemoryKill } = parts;
  const loop = createLoop({
    ...parts.loop,
    journal,
    listen: (event, report) => {
      if (event.type === 'ended') edges.documents.taskEnded(report, event.id);
      edges.documents.changed(report);
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
  documents.finish(report);
  // Last, so that it holds what was noted meanwhile.
  if (kept === 'gone') restoreJournal(journal, note);
  journal.close();
}

/** If a task has put away the folder or the journal alone, `mission report` finds it where it was. */
function restoreJournal(journal: JournalFile, note: Note): void {
  try {
    journal.restore();
  } catch (error) {
    note(`the journal could not be written again: ${errorText(error)}`);
  }
}

/** A step that was cancelled has seconds to live, which are not for git. */
async function testedBy({ checkedOut }: PreparedHistory, { result }: RunReport): Promise<TestedCommit | undefined> {
  return result === 'cancelled' ? checkedOut.named : checkedOut.atEnd();
}

/** The sampler, with each reading also passed to `look`. */
function tapped(sampler: Sampler, look: RunRequest['sampled']): Sampler {
  if (look === undefined) return sampler;
  const start: Sampler['start'] = (sampled) =>
    sampler.start((reading) => {
      look(reading);
      sampled(reading);
    });
  return { ...sampler, start };
}
