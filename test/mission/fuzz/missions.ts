import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');

/** What every mutation of these once was: a valid mission. */
export const validMissions: readonly string[] = [
  'test/mission/fixtures/control-center.plan.yml',
  'test/mission/fixtures/every-key.yml',
  'examples/api-service/mission.yml',
  'examples/matrix-results/mission.yml',
  'examples/pull-request/mission.yml',
  '.github/missions/nightly.yml',
].map(read);

/** Those, and one for each kind of finding: what lies just beside a mistake is reached from the mistake. */
export const allMissions: readonly string[] = [
  ...validMissions,
  ...globSync('test/mission/golden/*/*.yml', { cwd: root }).sort().map(read),
];
