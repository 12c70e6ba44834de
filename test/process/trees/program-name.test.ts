import { expect, test } from 'vitest';
import { programName } from '../../../src/process/trees/program-name.ts';

test.each([
  ['/usr/bin/curl\0-u\0me:secret\0', 'curl', 'curl'],
  ['/usr/bin/node\0/srv/app/dist/cli.js\0--token\0secret\0', 'MainThread', 'node cli.js'],
  ['python3.12\0-c\0print(1)\0', 'python3.12', 'python3.12'],
  ['/bin/login\0secret\0', 'login', 'login'],
  ['nginx: worker process\0', 'nginx', 'nginx'],
  ['', 'kworker/0:1', '[kworker/0:1]'],
  [undefined, 'gone', '[gone]'],
  ['/bin/\u001b[31mred\u202e\u0007\0', 'red', 'red'],
])('%j is called by its program, without its arguments', (commandLine, name, expected) => {
  expect(programName(commandLine, name)).toBe(expected);
});
