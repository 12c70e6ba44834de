import type { Event } from '../../src/schedule/events/event.ts';
import { buildMission, task, test } from '../build-mission.ts';
import { playMission } from './play-mission.ts';

/** The id of the last row, at the end of a list of which only a part is in the document. */
export const LAST = 'L3.last';

/** A run with `count` tasks and tests: some hundred wait at a time, and one in fifty fails. */
export function largeRun(count: number): Event[] {
  const tests = Math.floor(count * 0.3);
  const work = count - tests - 1;
  const mission = buildMission({
    name: 'Everything of the monorepo',
    admission: { workers: { caution: 40, limit: 48 }, load: 100 },
    tasks: [
      ...Array.from({ length: work }, (_, index) =>
        task(`L2.${index}`, { name: `Package ${index}`, needs: index < 400 ? [] : [`L2.${index % 400}`], load: 2 }),
      ),
      ...Array.from({ length: tests }, (_, index) =>
        test(`L3.${index}`, { name: `Tester of package ${index}`, needs: [`L2.${index}`], load: 2 }),
      ),
      test(LAST, { name: 'Final tester', needs: [`L3.${tests - 1}`] }),
    ],
  });
  return playMission(mission, {
    behave: (id, attempt) => {
      const number = Number(id.slice(3)) || 0;
      const logTail = `package ${number}\n${'a line of output\n'.repeat(4)}`;
      return {
        lasts: 4000 + ((number * 7919 + attempt) % 9000),
        exitCode: number >= 400 && number % 40 === 7 ? 1 : 0,
        left: { logTail, logBytes: logTail.length },
        uses: { cpus: 0.1, memory: 80e6 },
      };
    },
    cpu: (at) => 45 + 25 * Math.sin(at / 40_000) + 12 * Math.sin(at / 7000),
    memory: (at) => 40 + 20 * Math.sin(at / 90_000),
    keep: 1000,
  });
}
