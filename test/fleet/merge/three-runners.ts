import type { FoundPart, ReportedPart } from '../../../src/fleet/merge/reported-part.ts';
import type { Mission, Service, Task } from '../../../src/mission/model/mission.ts';
import type { Event, MissionResult } from '../../../src/schedule/events/event.ts';
import { foldAll } from '../../report/fold-all.ts';
import { defaultAdmission, JournalBuilder, machine, mission, task } from '../../report/journal-builder.ts';

/*
 * Eight tasks on three runners: part 1 builds, part 2 and part 3 test what it built. The clock of the runner of part 2 is three minutes behind,
 * so by its own clock the part begins before part 1.
 */

const second = 1000;
const STARTED = Date.parse('2026-11-23T03:28:00.000Z');

const tasks: readonly Task[] = [
  task('lint', { line: 4, expect: 40 * second, artifacts: [] }),
  task('build', { line: 8, expect: 90 * second, artifacts: [{ pattern: 'dist', line: 10 }] }),
  task('docs', { line: 12, needs: ['build'], expect: 30 * second }),
  task('unit (node 22)', { kind: 'test', line: 16, needs: ['build'], matrix: { node: 22 } }),
  task('unit (node 24)', { kind: 'test', line: 16, needs: ['build'], matrix: { node: 24 } }),
  task('integration', { kind: 'test', line: 21, needs: ['build'], services: ['db'] }),
  task('browser (chrome)', { kind: 'test', line: 26, needs: ['build'], matrix: { browser: 'chrome' } }),
  task('browser (firefox)', { kind: 'test', line: 26, needs: ['build'], matrix: { browser: 'firefox' } }),
];

const db: Service = {
  id: 'db',
  name: 'db',
  run: 'postgres',
  workingDirectory: '.',
  env: {},
  secrets: [],
  line: 31,
};

const admission = { ...defaultAdmission, sample: 10 * second };

function missionOf(ids: readonly string[]): Mission {
  const own = tasks.filter(({ id }) => ids.includes(id));
  const parts = own.map((each) => ({ ...each, needs: each.needs.filter((need) => ids.includes(need)) }));
  const services = own.some((each) => each.services.includes('db')) ? [db] : [];
  return mission(parts, { name: 'Release', admission, services });
}

function sampled(builder: JournalBuilder, from: number, until: number, cpu: number): void {
  for (let at = from; at <= until; at += 10 * second) {
    builder.at(at).sample(cpu + 7 * Math.sin(at), 30 + (at - from) / (20 * second));
  }
}

function inOrder(events: readonly Event[]): Event[] {
  return events
    .map((event, index) => ({ event, index }))
    .sort((one, other) => one.event.at - other.event.at || one.index - other.index)
    .map(({ event }) => event);
}

function journal(ids: readonly string[], startedAfter: number, write: (builder: JournalBuilder) => Event[]): Event[] {
  const builder = new JournalBuilder(missionOf(ids), machine);
  const events = write(builder);
  const [opening, ...rest] = events;
  if (opening?.type !== 'mission-started') throw new Error('expected an opening');
  return [{ ...opening, started: new Date(STARTED + startedAfter).toISOString() }, ...inOrder(rest)];
}

const built = journal(['lint', 'build', 'docs'], 0, (builder) => {
  builder.at(0).launch('lint').launch('build');
  builder.at(42 * second).succeed('lint');
  builder.at(95 * second).succeed('build', { logTail: 'dist/app.js\n', logBytes: 12, outputs: { version: '1.4.2' } });
  builder.at(95 * second).launch('docs', 'build');
  builder.at(120 * second).succeed('docs');
  sampled(builder, 10 * second, 120 * second, 64);
  return builder.at(120 * second).finish('succeeded');
});

function tested(status: MissionResult): Event[] {
  return journal(['unit (node 22)', 'unit (node 24)', 'integration'], -35 * second, (builder) => {
    builder.at(0).trigger('unit (node 22)').trigger('unit (node 24)').trigger('integration').check();
    builder.add({ type: 'service-starting', at: 0, id: 'db', by: 'integration' });
    builder.add({ type: 'service-started', at: 200, id: 'db', pid: 900 });
    builder.at(0).admit('unit (node 22)').admit('unit (node 24)');
    builder.at(0).defer(['integration'], 'service', 'service db is starting');
    builder.add({ type: 'service-ready', at: 4 * second, id: 'db' });
    builder
      .at(4 * second)
      .check()
      .admit('integration');
    builder.at(58 * second).succeed('unit (node 24)');
    builder.at(71 * second);
    if (status === 'succeeded') builder.succeed('unit (node 22)');
    else {
      const left = { logTail: 'Error: expected 2, found 3\n', logBytes: 27 };
      builder.exit('unit (node 22)', 0, { exitCode: 1 }, left);
      builder.end('unit (node 22)', 'failed', 'exited with code 1', 0);
    }
    builder.at(104 * second).succeed('integration');
    builder.add({ type: 'service-stopping', at: 104 * second, id: 'db' });
    builder.add({ type: 'service-exited', at: 105 * second, id: 'db', exitCode: 0, logTail: 'bye\n' });
    sampled(builder, 10 * second, 104 * second, 82);
    return builder.at(105 * second).finish(status);
  });
}

const browsers = journal(['browser (chrome)', 'browser (firefox)'], 152 * second, (builder) => {
  builder.at(0).launch('browser (chrome)').launch('browser (firefox)');
  builder.at(66 * second).succeed('browser (chrome)');
  builder.at(88 * second).succeed('browser (firefox)');
  sampled(builder, 10 * second, 88 * second, 45);
  return builder.at(88 * second).finish('succeeded');
});

interface Facts {
  readonly attempt?: number;
  readonly digest?: string;
  readonly runId?: string;
  readonly written?: string;
  readonly packed?: string;
}

export function part(number: 1 | 2 | 3, facts: Facts = {}, result: MissionResult = 'succeeded'): ReportedPart {
  const events = number === 1 ? built : number === 2 ? tested(result) : browsers;
  const report = foldAll(events);
  const needing = [...report.tasks.keys()];
  return {
    type: 'read',
    number,
    of: 3,
    digest: 'd1',
    attempt: 1,
    runId: '77',
    runner: `GitHub Actions ${number}1`,
    written: '2026-11-23T03:33:00.000Z',
    packed: `tar-${number}-${result}`,
    place: `mission-Release-${number}of3-attempt${facts.attempt ?? 1}`,
    elsewhere: number === 1 ? [] : [{ id: 'build', part: 1, neededBy: needing }],
    report,
    ...facts,
  };
}

export function threeParts(result: MissionResult = 'succeeded'): readonly FoundPart[] {
  return [part(1), part(2, {}, result), part(3)];
}

/** What the maintainer wrote. */
export const outline = {
  parts: new Map([
    [1, { tasks: 'lint, build, docs' }],
    [2, { tasks: 'unit, integration' }],
    [3, { tasks: 'browser', label: 'ubuntu-24.04-arm' }],
  ]),
};
