import { runStory, type Story } from './kill-story.ts';

/** The maximum number of kills of one run. */
const MOST = 8;

export interface Stories {
  readonly stories: number;
  readonly kills: number;
  readonly early: number;
  readonly recovered: number;
  readonly problems: readonly string[];
}

/** Runs stories in sequence until this many kills are reached or a story has a problem. The same seed gives the same moments. */
export async function runStories(
  kills: number,
  seed: number,
  report: (story: Story, seed: number) => void = () => {},
): Promise<Stories> {
  const all = { stories: 0, kills: 0, early: 0, recovered: 0 };
  for (;;) {
    const own = seed + all.stories;
    const story = await runStory(own, Math.min(MOST, kills - all.kills));
    all.stories += 1;
    all.kills += story.kills;
    all.early += story.early;
    all.recovered += story.recovered;
    report(story, own);
    const problems = story.problems.map((problem) => `seed ${own}: ${problem}`);
    if (problems.length > 0 || all.kills >= kills) return { ...all, problems };
  }
}
