import { makeContender, secondRunContender, usualSizes } from '../memory/contenders.ts';
import { aloneIn, holdContest } from '../memory/contest.ts';
import { memoryFindings } from '../memory/findings.ts';
import type { Workload } from '../workload.ts';

/** The second run of a mission that declares nothing, with the history of the first. */
export const memorySecond: Workload = {
  id: 'memory-second',
  title: 'Second run, with the history of the first, nothing declared: 12 × 1.5 GB on 6 GB (a third with --quick)',
  measure: async (bench) => {
    const { eaters, memory } = usualSizes(bench);
    const peer = makeContender(3, eaters, bench);
    const forms = bench.quick ? (['tests'] as const) : (['tasks, `gate: all`', 'tests'] as const);
    const own = forms.map((form) => secondRunContender(form, eaters, bench));
    const contest = { contenders: [...own, peer], rounds: bench.runs(3, 1), enter: () => aloneIn(memory) };
    const rounds = await holdContest(contest, bench);
    if (typeof rounds === 'string') return [{ name: 'control group', reason: rounds }];
    return memoryFindings(rounds, { peer, overPeer: 1.15, isBendingAMiss: true });
  },
};
