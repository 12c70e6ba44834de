import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missionText } from '../mission-text.ts';
import { ownUsage } from '../own-usage.ts';
import type { Bench, Workload } from '../workload.ts';

const TASKS = 50;
/** Seconds. Both are long enough for the final report to suggest corrections of the mission file, so that this work at the end cancels out. */
const SHORT = 11;
const LONG = 26;

/**
 * CPU of the Mission Runner process for each second that tasks run: measuring the machine and the process trees, journal
 * and reports. Start-up, task starts and shutdown are part of both runs and cancel out.
 */
export const ownCpuWhileRunning: Workload = {
  id: 'measuring',
  title: `Own CPU while ${TASKS} tasks of two processes each run, in percent of one core`,
  measure: async (bench) => {
    const values: number[] = [];
    for (let index = 0; index < bench.runs(3, 1); index++) {
      const short = await cpuOf(SHORT, bench);
      const long = await cpuOf(LONG, bench);
      values.push((100 * (long.cpu - short.cpu)) / (long.wall - short.wall));
    }
    return [{ name: 'mission run', unit: '%', values, goal: { atMost: 1, by: 'median' } }];
  },
};

function cpuOf(seconds: number, bench: Bench): ReturnType<typeof ownUsage> {
  const folder = bench.newFolder();
  const file = join(folder, 'mission.yml');
  const jobs = Array.from({ length: TASKS }, (_, index) => ({
    id: `j${index}`,
    needs: [],
    run: `sleep ${seconds}; true`,
  }));
  writeFileSync(file, missionText({ jobs, atOnce: TASKS }));
  const dir = join(folder, 'run');
  const command = [bench.cli, 'run', file, '--dir', dir, '--log', 'none', '--gate', 'off'];
  return ownUsage({ program: process.execPath, arguments: command }, folder);
}
