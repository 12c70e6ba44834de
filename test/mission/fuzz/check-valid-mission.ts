import assert from 'node:assert/strict';
import { amendMission } from '../../../src/mission/amend.ts';
import type { Diagnostic } from '../../../src/mission/diagnostics/diagnostic.ts';
import type { Mission, Task } from '../../../src/mission/model/mission.ts';
import { type ReadMission, readMission } from '../../../src/mission/read.ts';
import { junit } from '../../../src/report/data/junit.ts';
import { emptyReport, recordEvent } from '../../../src/report/fold/fold.ts';
import { createChanges } from '../../../src/run/changes/changed-matcher.ts';
import { createEvaluator } from '../../../src/run/expressions/evaluator.ts';
import { readExpressions } from '../../../src/run/expressions/reader.ts';
import { checkRequests } from '../../../src/schedule/check-requests.ts';
import type { Event } from '../../../src/schedule/events/event.ts';
import { predict } from '../../../src/simulate/predict.ts';
import { virtualRun } from '../../../src/simulate/virtual-run.ts';
import { MACHINE } from '../../build-mission.ts';
import { finalReport } from '../../report/final-report.ts';
import { masterReport } from '../../report/master-report.ts';
import { missionJson } from '../../report/mission-json.ts';
import { timed } from './check-input.ts';

/** CPU time in milliseconds. */
const LONGEST_RUN = 3000;

/** Larger missions have tests of their own. */
const MOST_TASKS = 300;

/** Plans a valid mission, runs it on a virtual clock, reports it and corrects its text. Throws if one of these goes wrong. */
export function checkValidMission(text: string, mission: Mission): void {
  if (mission.tasks.length > MOST_TASKS) return;
  for (const { line } of checkRequests(mission, MACHINE, 'mission.yml')) {
    assert(line >= 1 && line <= text.split('\n').length, `line ${line} is not in the file`);
  }
  timed('running and reporting', LONGEST_RUN, () => {
    const { conditions } = createEvaluator(readExpressions(mission), {
      environment: {},
      github: {},
      runner: {},
      changes: createChanges(undefined),
    });
    assert(Number.isFinite(predict(mission, MACHINE, 'open', conditions).dynamic));
    const events = virtualRun(mission, MACHINE, 'declared', conditions);
    checkEvents(mission, events);
    checkReports(text, events);
    checkAmended(text, mission);
  });
}

/** Every task ends once, times do not decrease, and the journal can store the events. */
function checkEvents(mission: Mission, events: readonly Event[]): void {
  const ended = events.flatMap((event) => (event.type === 'ended' ? [event.id] : [])).sort();
  assert.deepEqual(ended, mission.tasks.map(({ id }) => id).sort());
  assert.equal(events.at(-1)?.type, 'mission-ended');
  let before = 0;
  for (const event of events) {
    assert(Number.isFinite(event.at) && event.at >= before, `time runs backwards: ${JSON.stringify(event)}`);
    before = event.at;
  }
  assert.deepEqual(JSON.parse(JSON.stringify(events.at(-1))), events.at(-1));
}

function checkReports(text: string, events: readonly Event[]): void {
  const report = emptyReport();
  for (const event of events)
    recordEvent(report, event.type === 'mission-started' ? { ...event, source: text } : event);
  JSON.parse(missionJson(report));
  for (const document of [masterReport(report), finalReport(report), junit(report)]) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through.
    assert(!/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e]/.test(document), 'a control character is in a report');
  }
}

/** Adds a memory request to every entry: the entry has it afterwards or is unchanged, and nothing else changes. */
function checkAmended(text: string, mission: Mission): void {
  const entries = new Map(mission.tasks.map(({ id, kind }) => [withoutValues(id), kind]));
  const amendments = [...entries].map(
    ([id, kind]) => ({ list: kind === 'task' ? 'tasks' : 'tests', id, key: 'memory', value: '640MB' }) as const,
  );
  const read = readMission(amendMission(text, amendments), 'mission.yml');
  assert(read.mission !== undefined, `the corrected mission is not valid: ${errorIn(read)?.message}`);
  assert.deepEqual(read.mission.tasks.map(withoutMemory), mission.tasks.map(withoutMemory));
  for (const { memory, id } of read.mission.tasks) {
    const own = mission.tasks.find((task) => task.id === id)?.memory;
    assert(memory === 640 * 1024 ** 2 || memory === own, `${id} asks for ${memory} bytes`);
  }
}

/** The id of the entry that a combination comes from. */
function withoutValues(id: string): string {
  return id.replace(/ \(.*$/s, '');
}

function errorIn({ diagnostics }: ReadMission): Diagnostic | undefined {
  return diagnostics.find(({ severity }) => severity === 'error');
}

/** Lines move with the new key. */
function withoutMemory({ memory: _, line: __, artifacts, ...task }: Task): object {
  return { ...task, artifacts: artifacts?.map(({ pattern }) => pattern) };
}
