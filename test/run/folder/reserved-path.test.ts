import { expect, it } from 'vitest';
import { emptyReport } from '../../../src/report/fold/fold.ts';
import { reservedPath } from '../../../src/run/folder/reserved-path.ts';

const report = { ...emptyReport(), root: '/workspace', file: 'ci/mission.yml', folder: '.mission' };

it.each([
  ['.mission/events.jsonl', "in the run's own folder"],
  ['a/../.mission/x.md', "in the run's own folder"],
  ['.git/config', "in git's own folder"],
  ['sub/.git/hooks/pre-commit', "in git's own folder"],
  ['ci/mission.yml', 'the mission file itself'],
  ['./ci/mission.yml', 'the mission file itself'],
])('refuses %s', (path, why) => {
  expect(reservedPath(report, path)).toContain(why);
});

it.each(['reports/a.md', '.mission-notes/a.md', '.github/a.md', 'ci/mission.yml.md'])('allows %s', (path) => {
  expect(reservedPath(report, path)).toBeUndefined();
});
