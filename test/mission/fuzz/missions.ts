import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');

/** Valid missions to mutate. */
export const validMissions: readonly string[] = [
  'test/mission/fixtures/control-center.plan.yml',
  'test/mission/fixtures/every-key.yml',
  'examples/api-service/mission.yml',
  'examples/matrix-results/mission.yml',
  'examples/pull-request/common.mission.yml',
  'examples/clean-up/mission.yml',
  'examples/workspaces/mission.yml',
  '.github/missions/nightly.yml',
].map(read);

/** These, and the invalid missions of the golden tests: mutations of them reach code next to each diagnostic. */
export const allMissions: readonly string[] = [
  ...validMissions,
  ...globSync('test/mission/golden/*/*.yml', { cwd: root }).sort().map(read),
];
