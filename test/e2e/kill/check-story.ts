import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { fileStem } from '../../../src/base/file-stem.ts';
import { junit } from '../../../src/report/data/junit.ts';
import { missionJson } from '../../../src/report/data/mission-json.ts';
import { finalReport } from '../../../src/report/markdown/final-report.ts';
import { masterReport } from '../../../src/report/markdown/master-report.ts';
import { taskReport } from '../../../src/report/markdown/task-report.ts';
import { taskFolderLinks } from '../../../src/run/folder/document-links.ts';
import { foldEvents, loadEvents } from '../../../src/run/folder/render.ts';
import type { Event } from '../../../src/schedule/events/event.ts';
import { succeededIn } from '../../../src/schedule/plan-resume.ts';
import { TASKS, TESTS } from './kill-mission.ts';

/** What was known when a run had just been killed. */
export interface Cut {
  /** Ids that the journal says have succeeded. */
  readonly succeeded: readonly string[];
  /** How many lines the ledger had. */
  readonly ledger: number;
}

/** What is wrong with a journal that was cut off, in sentences, and what it says; undefined while it holds no event. */
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

/** What succeeded has done its work, after it was started last. */
export function falseSuccesses(succeeded: readonly string[], ledger: readonly string[]): readonly string[] {
  return succeeded.flatMap((id) => {
    const started = ledger.findLastIndex((line) => line.startsWith(`start ${id} `));
    const done = ledger.findLastIndex((line) => line.startsWith(`done ${id} `));
    return started >= 0 && done > started ? [] : [`${id} is said to have succeeded, and did not end its work`];
  });
}

function doubleSuccesses(events: readonly Event[]): readonly string[] {
  const ids = events.flatMap((event) => (event.type === 'ended' && event.status === 'succeeded' ? [event.id] : []));
  return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} has succeeded twice`);
}

/** Nothing that had succeeded before a kill was started after it. */
export function startedAgain(cuts: readonly Cut[], ledger: readonly string[]): readonly string[] {
  return cuts.flatMap(({ succeeded, ledger: length }) => {
    const after = new Set(ledger.slice(length).map((line) => line.replace(/ \d+$/, '')));
    return succeeded.filter((id) => after.has(`start ${id}`)).map((id) => `${id} had succeeded and was started again`);
  });
}

/** Every document is there, whole, readable, and what the journal gives. */
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
