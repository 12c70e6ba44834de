import { expect, it } from 'vitest';
import { commandName } from '../../../src/terminal/commands/command-name.ts';

it.each([
  ['/usr/bin/mission', '/srv/project', 'mission'],
  ['/usr/local/bin/mission-runner', '/srv/project', 'mission-runner'],
  ['/home/ada/.npm/_npx/0a1b2c/node_modules/.bin/mission-runner', '/srv/project', 'npx mission-runner'],
  ['C:\\npm-cache\\_npx\\0a1b2c\\node_modules\\mission-runner\\dist\\cli.js', 'C:\\project', 'npx mission-runner'],
  ['/srv/project/dist/cli.js', '/srv/project', 'node dist/cli.js'],
  ['/opt/runner/cli.js', '/srv/project', 'node /opt/runner/cli.js'],
  ['/srv/my project/cli.js', '/srv', 'node "my project/cli.js"'],
])('%s called in %s is typed as %s', (program, folder, text) => {
  expect(commandName(program, folder)).toBe(text);
});
