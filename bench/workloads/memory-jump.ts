import { type Eaters, makeContender, missionContender, usualSizes } from '../memory/contenders.ts';
import { aloneIn, holdContest } from '../memory/contest.ts';
import { memoryFindings } from '../memory/findings.ts';
import type { Workload } from '../workload.ts';

/** Tasks that look small until all of them have started: no admission can know it, so the gate has to bend. */
export const memoryJump: Workload = {
  id: 'memory-jump',
  title: '12 tasks that jump from 100 MB to 1.5 GB after 5 s, on 6 GB, nothing declared (a third with --quick)',
  measure: async (bench) => {
    const { eaters, memory } = usualSizes(bench);
    const first = bench.quick ? { bytes: 80e6, seconds: 2 } : { bytes: 100e6, seconds: 5 };
    const jumpers: Eaters = { ...eaters, first, count: bench.quick ? 9 : eaters.count };
    const peer = makeContender(3, jumpers, bench);
    const contenders = [missionContender('tasks, `gate: all`', jumpers, bench), peer];
    const contest = { contenders, rounds: bench.runs(3, 1), enter: () => aloneIn(memory) };
    const rounds = await holdContest(contest, bench);
    return typeof rounds === 'string' ? [{ name: 'control group', reason: rounds }] : memoryFindings(rounds, { peer });
  },
};
