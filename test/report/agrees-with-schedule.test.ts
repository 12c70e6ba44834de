import { expect, it } from 'vitest';
import type { Mission } from '../../src/mission/model/mission.ts';
import { emptyReport, recordEvent } from '../../src/report/fold/fold.ts';
import type { RunReport, TaskStatus } from '../../src/report/model/run.ts';
import type { State } from '../../src/schedule/state/state.ts';
import { MACHINE, service } from '../build-mission.ts';
import { drive } from '../schedule/drive.ts';
import { randomMission } from '../schedule/random-mission.ts';
import { playOut, randomMoves } from '../schedule/random-run.ts';
import { fc } from '../suite/fast-check.ts';
import { finalReport } from './final-report.ts';
import { foldAll } from './fold-all.ts';
import { mission, task } from './journal-builder.ts';
import { masterReport } from './master-report.ts';
import { missionJson } from './mission-json.ts';

/** Every second entry is retried, every third test only runs as long as the task that it supports. */
function withRetries(random: Mission): Mission {
  const tasks = random.tasks.map((one, index) => ({
    ...one,
    ...(index % 2 === 0 ? { retry: { attempts: 3, delay: 500, backoff: 2, on: ['failure', 'timeout'] as const } } : {}),
    ...(index % 3 === 0 && one.deploy === 'if-running' ? { deploy: 'while-running' as const } : {}),
  }));
  return { ...random, tasks };
}

function statusesOf(state: State): Record<string, TaskStatus> {
  const statuses: Record<string, TaskStatus> = {};
  for (const [id, { phase, ...rest }] of state.tasks) {
    statuses[id] = phase === 'ended' && 'status' in rest ? rest.status : (phase as TaskStatus);
  }
  return statuses;
}

function reported(report: RunReport): Record<string, TaskStatus> {
  return Object.fromEntries([...report.tasks].map(([id, { status }]) => [id, status]));
}

it('the report of a random run agrees with the schedule after every event', () => {
  fc.assert(
    fc.property(randomMission(8).map(withRetries), randomMoves(), (random, moves) => {
      const report = emptyReport();
      playOut(random, MACHINE, moves, (events, state) => {
        for (const event of events) recordEvent(report, event);
        expect(reported(report)).toEqual(statusesOf(state));
        expect(report.load.active).toBe(state.active.size);
      });
      for (const { attemptList, attempts, ended, status } of report.tasks.values()) {
        expect(attemptList.map(({ number }) => number)).toEqual(Array.from({ length: attempts }, (_, at) => at + 1));
        for (const attempt of attemptList.slice(0, -1)) {
          expect(attempt.retry?.until).toBeGreaterThanOrEqual(attempt.ended ?? Number.POSITIVE_INFINITY);
        }
        const last = attemptList.at(-1);
        expect(last?.status).not.toBe('running');
        if (last !== undefined && last.retry === undefined) expect([last.ended, last.status]).toEqual([ended, status]);
      }
      for (const text of [masterReport(report), finalReport(report), missionJson(report)]) {
        expect(text).not.toMatch(/undefined|NaN|\[object/);
      }
    }),
    { numRuns: 60 },
  );
});

it('services of a real schedule are reported from their start to their end', () => {
  const run = drive(
    mission([task('a', { services: ['api'] }), task('b', { needs: ['a'], services: ['api', 'db'] })], {
      services: [service('api'), service('db')],
    }),
  );
  const statuses = () => [...foldAll(run.journal).services.values()].map(({ status }) => status);
  run.start();
  expect(statuses()).toEqual(['starting', 'idle']);
  run.observe({ type: 'service-started', at: 10, id: 'api', pid: 2 });
  run.observe({ type: 'service-ready', at: 1200, id: 'api' });
  run.advance(5000);
  run.exit('a');
  expect(statuses()).toEqual(['ready', 'starting']);
  run.observe({ type: 'service-failed', at: 6000, id: 'db', message: 'no such file', running: false });
  expect(statuses()).toEqual(['stopping', 'failed']);
  run.observe({ type: 'service-exited', at: 6100, id: 'api', signal: 'SIGTERM', logTail: 'bye\n' });
  const report = foldAll(run.journal);
  expect(report.finished).toBe(true);
  expect(report.services.get('api')).toMatchObject({
    status: 'stopped',
    startedFor: 'a',
    users: ['a', 'b'],
    started: 0,
    ready: 1200,
    ended: 6100,
    logTail: 'bye\n',
  });
  expect(report.services.get('db')).toMatchObject({ status: 'failed', failed: 6000, ended: 6000 });
  expect(report.tasks.get('a')?.waited.service).toBe(1200);
  expect(report.tasks.get('b')).toMatchObject({ status: 'failed', attempts: 0, reason: 'service db: no such file' });
});
