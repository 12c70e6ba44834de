import { expect, test } from 'vitest';
import { convert } from '../../../src/convert/assemble/convert.ts';

test('a command of a Taskfile with a pipe runs without pipefail, as with Task', () => {
  const text = `version: '3'
tasks:
  build:
    preconditions: ['docker info | grep -q Swarm']
    cmds:
      - make
      - make list | head -1
`;
  const result = convert([{ path: 'Taskfile.yml', text }]);
  if (result.type !== 'converted') throw new Error('expected a conversion');
  expect(result.mission.tasks[0]?.steps.map(({ shell }) => shell)).toEqual(['bash -e {0}', undefined, 'bash -e {0}']);
});
