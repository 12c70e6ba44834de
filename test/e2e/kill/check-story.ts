import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { fileStem } from '../../../src/base/file-stem.ts';
import { junit } from '../../../src/report/data/junit.ts';
import { taskReport } from '../../../src/report/markdown/task-report.ts';
import { taskFolderLinks } from '../../../src/run/folder/document-links.ts';
import { foldEvents, loadEvents } from '../../../src/run/folder/render.ts';
import type { Event } from '../../../src/schedule/events/event.ts';
import { succeededIn } from '../../../src/schedule/plan-resume.ts';
import { finalReport } from '../../report/final-report.ts';
import { masterReport } from '../../report/master-report.ts';
import { missionJson } from '../../report/mission-json.ts';
import { TASKS, TESTS } from './kill-mission.ts';

/** The state of a run just after it was killed. */
export interface Cut {
  /** Ids that have succeeded according to the journal. */
  readonly succeeded: readonly string[];
  /** How many lines the ledger had. */
  readonly ledger: number;
}

/** The problems of a journal that was cut off, as sentences, and its content; without a `cut` if it has no event yet. */
export function checkCut(dir: string, ledger: readonly string[]): { problems: readonly string[]; cut?: Cut } {
  if (!existsSync(join(dir, 'events.jsonl'))) return { problems: [] };
  const loaded = loadEvents(dir);
  if (loaded.type === 'unreadable') {
    return { problems: loaded.message.includes('no whole event') ? [] : [loaded.message] };
  }
  const succeeded = succeededIn(loaded.events);
  return {
    problems: [...falseSuccesses(succeeded, ledger), ...doubleSuccesses(loaded.events)],
    cut: { succeeded, ledger: ledger.length },
  };
}

/** Finds tasks that count as succeeded but did not finish their work after their last start. */
export function falseSuccesses(succeeded: readonly string[], ledger: readonly string[]): readonly string[] {
  return succeeded.flatMap((id) => {
    const started = ledger.findLastIndex((line) => line.startsWith(`start ${id} `));
    const done = ledger.findLastIndex((line) => line.startsWith(`done ${id} `));
    return started >= 0 && done > started ? [] : [`${id} counts as succeeded, but did not finish its work`];
  });
}

function doubleSuccesses(events: readonly Event[]): readonly string[] {
  const ids = events.flatMap((event) => (event.type === 'ended' && event.status === 'succeeded' ? [event.id] : []));
  return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} has succeeded twice`);
}

/** Finds tasks that succeeded before a kill and were started again after it. */
export function startedAgain(cuts: readonly Cut[], ledger: readonly string[]): readonly string[] {
  return cuts.flatMap(({ succeeded, ledger: length }) => {
    const after = new Set(ledger.slice(length).map((line) => line.replace(/ \d+$/, '')));
    return succeeded.filter((id) => after.has(`start ${id}`)).map((id) => `${id} had succeeded and was started again`);
  });
}

/** Checks that every document exists, is complete and readable, and is what the journal gives. */
export function checkDocuments(dir: string): readonly string[] {
  const loaded = loadEvents(dir);
  if (loaded.type === 'unreadable') return [loaded.message];
  const report = foldEvents(loaded.events);
  const expected: Record<string, string> = {
    'final-report.md': finalReport(report),
    'master-report.md': masterReport(report),
    'mission.json': missionJson(report),
    'junit.xml': junit(report),
  };
  for (const id of [...TASKS, ...TESTS]) {
    expected[`tasks/${fileStem(id)}.md`] = taskReport(report, id, taskFolderLinks(report.folder));
  }
  const problems = Object.entries(expected).flatMap(([name, text]) => {
    const path = join(dir, name);
    if (!existsSync(path)) return [`${name} is missing`];
    return text !== '' && readFileSync(path, 'utf8') === text ? [] : [`${name} is not what the journal gives`];
  });
  if (problems.length > 0) return problems;
  const mission: { readonly tasks: readonly unknown[] } = JSON.parse(readFileSync(join(dir, 'mission.json'), 'utf8'));
  return [
    ...(mission.tasks.length === TASKS.length + TESTS.length ? [] : ['mission.json does not have every task']),
    ...(XMLValidator.validate(readFileSync(join(dir, 'junit.xml'), 'utf8')) === true ? [] : ['junit.xml is not XML']),
  ];
}
