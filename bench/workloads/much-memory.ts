import { makeContender, missionContender, usualSizes } from '../memory/contenders.ts';
import { aloneIn, type Contender, holdContest } from '../memory/contest.ts';
import { memoryFindings } from '../memory/findings.ts';
import { spread } from '../statistics.ts';
import type { Workload } from '../workload.ts';

/** Tasks that declare their memory, compared with make at each plausible number of jobs. */
export const muchMemory: Workload = {
  id: 'memory-limit',
  title: '12 tasks of 1.5 GB on 6 GB that declare their memory (a third with --quick)',
  measure: async (bench) => {
    const { eaters, memory } = usualSizes(bench);
    const numbers = bench.quick ? [3] : [1, 2, 3, 4];
    const makes = numbers.map((atOnce) => makeContender(atOnce, eaters, bench));
    const contenders = [missionContender('tasks that declare their memory', eaters, bench), ...makes];
    const rounds = await holdContest({ contenders, rounds: bench.runs(2, 1), enter: () => aloneIn(memory) }, bench);
    if (typeof rounds === 'string') return [{ name: 'control group', reason: rounds }];
    const wallOf = (one: Contender) => {
      const walls = (rounds.get(one) ?? []).flatMap(({ wall }) => (wall === undefined ? [Infinity] : [wall]));
      return spread(walls).median;
    };
    const peer = makes.reduce((best, one) => (wallOf(one) < wallOf(best) ? one : best));
    return memoryFindings(rounds, { peer, overPeer: 1.15 });
  },
};
