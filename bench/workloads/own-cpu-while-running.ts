import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missionText } from '../mission-text.ts';
import { ownUsage } from '../own-usage.ts';
import type { Bench, Workload } from '../workload.ts';

const TASKS = 50;
/** Seconds. Both long enough for the final report to correct the mission file: that is work of the end. */
const SHORT = 11;
const LONG = 26;

/**
 * CPU of our own process for each second that the tasks run: measuring the machine and their process trees, journal,
 * reports. Start, launches and end are in both of two runs, and cancel out.
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
