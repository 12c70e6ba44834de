import { besideFiller } from '../memory/beside-filler.ts';
import { type Eaters, makeContender, missionContender } from '../memory/contenders.ts';
import { aloneIn, type Contender, holdContest, type Rounds } from '../memory/contest.ts';
import { memoryFindings } from '../memory/findings.ts';
import { spread } from '../statistics.ts';
import type { Workload } from '../workload.ts';

/** An outer control group of this size plays the host, so that the machine of the benchmark is not filled. */
const HOST = 8e9;
const FILLED = 0.74 * HOST;
/** The container fits between what is filled and the limit of 85 %, so that the filler must not make a difference. */
const MEMORY = 1e9;
const eaters: Eaters = { count: 12, each: 0.225e9, grow: 0.5, hold: 1 };

/** Tasks in an empty container on a host that is nearly full: both have memory left, and neither percentage says how much. */
export const memorySharedHost: Workload = {
  id: 'memory-shared-host',
  title: `First run, nothing declared: 12 × ${eaters.each / 1e6} MB in a container of 1 GB, on a host of 8 GB that others fill to 74 %`,
  measure: async (bench) => {
    const peer = makeContender(3, eaters, bench);
    const beside = missionContender('tests', eaters, bench);
    const alone = { ...beside, name: 'tests, on a host without others' };
    const declared = missionContender('tasks that declare their memory', eaters, bench);
    const contenders = [beside, declared, alone, peer];
    const enter = (contender: Contender) =>
      contender === alone ? aloneIn(MEMORY) : besideFiller({ host: HOST, filled: FILLED, memory: MEMORY });
    const rounds = await holdContest({ contenders, rounds: bench.runs(3, 1), enter }, bench);
    if (typeof rounds === 'string') return [{ name: 'control group', reason: rounds }];
    const [walls, without] = [wallsOf(rounds, beside), wallsOf(rounds, alone)];
    const both = without.length > 0 && walls.length > 0;
    const values = both ? walls.map((wall) => wall / spread(without).median) : [];
    return [
      ...memoryFindings(rounds, { peer, overPeer: 1.25 }),
      both
        ? { name: OVER_ALONE, unit: '×', values, goal: { atMost: 1.1, by: 'median' } }
        : { name: OVER_ALONE, reason: 'does not finish' },
    ];
  },
};

const OVER_ALONE = 'tests, over the same on a host without others';

function wallsOf(rounds: Rounds, contender: Contender): readonly number[] {
  return (rounds.get(contender) ?? []).flatMap(({ wall }) => (wall === undefined ? [] : [wall]));
}
