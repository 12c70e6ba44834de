import { createEstimator, type Parting } from './estimate.ts';
import { type Candidate, improve, splits } from './improve.ts';
import type { Problem } from './problem.ts';
import { depthsOf, partingOf, stagings } from './stages.ts';

/** How many of the partings that were built are improved. */
const IMPROVED = 2;

/** How many partings of one number of parts are estimated while they are improved: few for large missions, so that a search takes a second. */
const MOST_TRIES = 400;
const MOST_STEPS = 150_000;

/** The best partings that were found, for 1, 2, … parts; undefined for a number with which the mission cannot be cut. */
export function* searchPartings(problem: Problem, most: number): Generator<Candidate | undefined> {
  const estimator = createEstimator(problem);
  const depths = depthsOf(problem);
  const depth = 1 + depths.reduce((deepest, each) => Math.max(deepest, each), 0);
  const tries = Math.min(MOST_TRIES, Math.ceil(MOST_STEPS / problem.order.length));
  let before: Candidate | undefined;
  for (let count = 1; count <= most; count++) {
    const built = stagings(depth, count)
      .map((way) => partingOf(problem, way, depths, count))
      .filter((parting) => parting !== undefined);
    const divided = before === undefined ? [] : splits(problem, before);
    const candidates = distinct([...built, ...divided])
      .map((parting): Candidate => ({ parting, count, estimate: estimator(parting, count) }))
      .filter(({ estimate }) => estimate.makespan < Infinity)
      .sort((one, other) => one.estimate.cost - other.estimate.cost);
    const improved = candidates.slice(0, IMPROVED).map((each) => improve(problem, estimator, each, tries));
    before = improved.reduce<Candidate | undefined>(
      (best, each) => (best === undefined || each.estimate.cost < best.estimate.cost ? each : best),
      undefined,
    );
    yield before;
  }
}

function distinct(partings: readonly Parting[]): readonly Parting[] {
  return [...new Map(partings.map((parting) => [parting.join(), parting])).values()];
}
