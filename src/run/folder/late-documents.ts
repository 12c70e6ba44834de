import type { RunReport } from '../../report/model/run.ts';
import type { Documents } from './documents.ts';

/** Documents whose code is loaded while the first task runs. */
export interface LateDocuments extends Omit<Documents, 'finish'> {
  /** Waits for the code. Rejects if it cannot be loaded. */
  finish(report: RunReport): Promise<void>;
}

/** What is called before the documents are loaded is repeated then. A start that fails at once can end a task so early. */
export function lateDocuments(loading: Promise<Documents>): LateDocuments {
  let documents: Documents | undefined;
  let early: ((documents: Documents) => void)[] = [];
  const call = (act: (documents: Documents) => void): void => {
    if (documents === undefined) early.push(act);
    else act(documents);
  };
  const ready = loading.then((loaded) => {
    documents = loaded;
    for (const act of early) act(loaded);
    early = [];
    return loaded;
  });
  // `finish` reports it. Until then, it must not end the program as an unhandled rejection.
  ready.catch(() => undefined);
  return {
    changed: (report, isReading) => call((loaded) => loaded.changed(report, isReading)),
    taskEnded: (report, id) => call((loaded) => loaded.taskEnded(report, id)),
    finish: async (report) => (await ready).finish(report),
  };
}
