import { makeContender, missionContender, usualSizes } from '../memory/contenders.ts';
import { aloneIn, holdContest } from '../memory/contest.ts';
import { memoryFindings } from '../memory/findings.ts';
import type { Workload } from '../workload.ts';

/** The first run of a mission that declares nothing, compared with make at the number of jobs that a person would have to find. */
export const memoryFirst: Workload = {
  id: 'memory-first',
  title: 'First run, nothing declared: 12 × 1.5 GB on 6 GB (a third with --quick)',
  measure: async (bench) => {
    const { eaters, memory } = usualSizes(bench);
    const peer = makeContender(3, eaters, bench);
    const own = (['tasks, `gate: all`', 'tests'] as const).map((form) => missionContender(form, eaters, bench));
    const contest = { contenders: [...own, peer], rounds: bench.runs(3, 1), enter: () => aloneIn(memory) };
    const rounds = await holdContest(contest, bench);
    if (typeof rounds === 'string') return [{ name: 'control group', reason: rounds }];
    return memoryFindings(rounds, { peer, overPeer: 1.25 });
  },
};
