/**
 * Kills a mission of 60 tasks and tests with SIGKILL at random moments, resumes it, and checks that nothing was lost,
 * done twice or left running. Prints a line for each run to standard error, the totals to standard output. Exit codes:
 * 0 all checks passed, 1 a check failed, 2 wrong usage.
 *
 *   node bench/kill.ts [--kills 200] [--seed NUMBER]
 */
import { parseArgs } from 'node:util';
import { runStories } from '../test/e2e/kill/run-stories.ts';

const { values } = parseArgs({ options: { kills: { type: 'string' }, seed: { type: 'string' } } });
const kills = Number(values.kills ?? 200);
const seed = Number(values.seed ?? Date.now() % 1_000_000);

if (!(kills > 0) || !Number.isInteger(kills) || !Number.isInteger(seed)) {
  console.error('expected a positive integer after --kills and an integer after --seed');
  process.exitCode = 2;
} else {
  console.error(`seed ${seed}`);
  const begun = performance.now();
  const sum = await runStories(kills, seed, (story, own) => {
    console.error(`seed ${own}: ${story.kills} kills${story.problems.length === 0 ? '' : ', FAILED'}`);
  });
  const seconds = Math.round((performance.now() - begun) / 1000);
  console.log(
    `${sum.kills} kills in ${sum.stories} runs and ${seconds} s, ${sum.early} of them before the first event, ${sum.recovered} reported as lost before they were resumed.`,
  );
  console.log(sum.problems.length === 0 ? 'All checks passed.' : sum.problems.join('\n'));
  if (sum.problems.length > 0) process.exitCode = 1;
}
