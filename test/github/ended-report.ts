import type { Task } from '../../src/mission/model/mission.ts';
import { emptyReport, recordEvent } from '../../src/report/fold/fold.ts';
import type { RunReport } from '../../src/report/model/run.ts';
import type { EndStatus } from '../../src/schedule/events/end-status.ts';
import type { Event } from '../../src/schedule/events/event.ts';
import type { LogLine } from '../../src/schedule/events/log-line.ts';
import type { TestFailure } from '../../src/schedule/events/test-results.ts';
import { TASK } from '../build-mission.ts';

/** One task of a mission and how it ended. */
export interface Ending extends Partial<Task> {
  readonly id: string;
  readonly status: EndStatus;
  readonly reason?: string;
  readonly logTail?: string;
  readonly causes?: readonly LogLine[];
  /** Of its log: the lines at its end if none looks like the cause. */
  readonly lastLines?: readonly LogLine[];
  readonly failures?: readonly TestFailure[];
}

/** The report of a mission in which each task ran from second 1 to second 3 and ended with its status. */
export function endedReport(endings: readonly Ending[], further: readonly Event[] = []): RunReport {
  const report = emptyReport();
  const { admission } = report.mission;
  const tasks = endings.map(
    (
      {
        status: _status,
        reason: _reason,
        logTail: _logTail,
        causes: _causes,
        lastLines: _lines,
        failures: _failures,
        ...task
      },
      index,
    ): Task => ({
      ...TASK,
      kind: 'task',
      name: task.id,
      line: index + 1,
      ...task,
    }),
  );
  const view = { active: 0, unseen: 0, reserved: 0, load: 0, band: 'GREEN' } as const;
  const bad = endings.some(({ status, continueOnError }) => status === 'failed' && continueOnError !== true);
  const events: Event[] = [
    {
      type: 'mission-started',
      at: 0,
      journal: 1,
      started: '2026-01-01T00:00:00.000Z',
      file: 'ci/mission.yml',
      root: '/workspace',
      mission: { name: 'Fix', scope: [], failFast: false, admission, tasks, services: [] },
      machine: report.machine,
    },
    ...endings.flatMap(({ id, status, reason, logTail, causes, lastLines, failures }): Event[] => [
      { type: 'triggered', at: 500, id },
      { type: 'admitted', at: 1000, id, attempt: 1, forced: false, view },
      { type: 'step-started', at: 1000, id, step: 0, pid: 1 },
      {
        type: 'step-exited',
        at: 3000,
        id,
        step: 0,
        exitCode: status === 'succeeded' ? 0 : 1,
        left: {
          logTail: logTail ?? '',
          logBytes: logTail?.length ?? 0,
          ...(causes === undefined ? {} : { causes }),
          ...(lastLines === undefined ? {} : { lastLines }),
          ...(failures === undefined ? {} : { results: { tests: 9, failed: failures.length, skipped: 0, failures } }),
        },
      },
      { type: 'ended', at: 3000, id, status, ...(reason === undefined ? {} : { reason }) },
    ]),
    ...further,
    { type: 'mission-ended', at: 3050, result: bad ? 'failed' : 'succeeded' },
  ];
  for (const event of events) recordEvent(report, event);
  return report;
}
