import { join } from 'node:path';
import { errorCode, errorText } from '../../base/error-code.ts';
import { emptyReport, recordEvent } from '../../report/fold/fold.ts';
import type { RunReport } from '../../report/model/run.ts';
import type { Event } from '../../schedule/events/event.ts';
import { InvalidEventError } from '../../schedule/state/invalid-event.ts';
import { fileDocuments } from './documents.ts';
import { JOURNAL, readJournal } from './journal.ts';

/** The report from which all documents were written again, or why the journal cannot be read. */
export type Rendered =
  | { readonly type: 'rendered'; readonly report: RunReport; readonly problems: readonly string[] }
  | { readonly type: 'unreadable'; readonly message: string };

/**
 * Re-creates all documents of a run from its journal alone.
 *
 * @param journal of that folder, if it has already been read
 */
export function renderFolder(dir: string, journal = loadEvents(dir)): Rendered {
  if (journal.type === 'unreadable') return journal;
  const { report } = journal;
  const problems: string[] = [];
  fileDocuments(dir, (message) => problems.push(message)).finish(report);
  return { type: 'rendered', report, problems };
}

/** Throws `InvalidEventError`. */
export function foldEvents(events: readonly Event[]): RunReport {
  const report = emptyReport();
  for (const [index, event] of events.entries()) {
    try {
      recordEvent(report, event);
    } catch (error) {
      throw new InvalidEventError(index, event, error);
    }
  }
  return report;
}

export type LoadedEvents =
  | {
      readonly type: 'loaded';
      readonly events: readonly Event[];
      readonly wholeBytes: number;
      /** The report folded from the events. */
      readonly report: RunReport;
    }
  | { readonly type: 'unreadable'; readonly message: string };

/** Reads the journal of a folder. Problems are returned, not thrown. */
export function loadEvents(dir: string): LoadedEvents {
  const path = join(dir, JOURNAL);
  try {
    const journal = readJournal(path);
    if (journal.type === 'corrupt') {
      return { type: 'unreadable', message: `${path}:${journal.line}: ${journal.message}` };
    }
    if (journal.events.length === 0) {
      return { type: 'unreadable', message: `${path}: expected the journal of a run, found no whole event` };
    }
    const { events, wholeBytes } = journal;
    return { type: 'loaded', events, wholeBytes, report: foldEvents(events) };
  } catch (error) {
    if (error instanceof InvalidEventError)
      return { type: 'unreadable', message: `${path}:${error.line}: ${error.message}` };
    const absent = errorCode(error) === 'ENOENT';
    const found = absent ? 'no such file' : errorText(error);
    return {
      type: 'unreadable',
      message: `expected the journal of a run at ${path}, found ${found}; name the folder that \`mission run --dir\` wrote to`,
    };
  }
}
