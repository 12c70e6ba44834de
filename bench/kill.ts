/**
 * Kills a mission of 60 tasks and tests with SIGKILL at random moments, resumes it, and checks that nothing was lost,
 * done twice or left running. A line for each story goes to standard error, the sum to standard output. Exit codes: 0
 * everything held, 1 something did not, 2 wrong usage.
 *
 *   node bench/kill.ts [--kills 200] [--seed NUMBER]
 */
import { parseArgs } from 'node:util';
import { tellStories } from '../test/e2e/kill/tell-stories.ts';

const { values } = parseArgs({ options: { kills: { type: 'string' }, seed: { type: 'string' } } });
const kills = Number(values.kills ?? 200);
const seed = Number(values.seed ?? Date.now() % 1_000_000);

if (!(kills > 0) || !Number.isInteger(kills) || !Number.isInteger(seed)) {
  console.error('expected whole numbers after --kills and --seed');
  process.exitCode = 2;
} else {
  console.error(`seed ${seed}`);
  const begun = performance.now();
  const sum = await tellStories(kills, seed, (story, own) => {
    console.error(`seed ${own}: ${story.kills} kills${story.problems.length === 0 ? '' : ', FAILED'}`);
  });
  const seconds = Math.round((performance.now() - begun) / 1000);
  console.log(
    `${sum.kills} kills in ${sum.stories} runs and ${seconds} s, ${sum.early} of them before the first event, ${sum.recovered} reported as lost before they were resumed.`,
  );
  console.log(sum.problems.length === 0 ? 'Everything held.' : sum.problems.join('\n'));
  if (sum.problems.length > 0) process.exitCode = 1;
}
