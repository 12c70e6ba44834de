import { type Story, tellStory } from './kill-story.ts';

/** Kills of one run at most. */
const MOST = 8;

export interface Stories {
  readonly stories: number;
  readonly kills: number;
  readonly early: number;
  readonly recovered: number;
  readonly problems: readonly string[];
}

/** Stories one after the other until so many kills are reached, or one has a problem. The same seed chooses the same moments. */
export async function tellStories(
  kills: number,
  seed: number,
  told: (story: Story, seed: number) => void = () => {},
): Promise<Stories> {
  const all = { stories: 0, kills: 0, early: 0, recovered: 0 };
  for (;;) {
    const own = seed + all.stories;
    const story = await tellStory(own, Math.min(MOST, kills - all.kills));
    all.stories += 1;
    all.kills += story.kills;
    all.early += story.early;
    all.recovered += story.recovered;
    told(story, own);
    const problems = story.problems.map((problem) => `seed ${own}: ${problem}`);
    if (problems.length > 0 || all.kills >= kills) return { ...all, problems };
  }
}
