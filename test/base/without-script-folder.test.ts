import { expect, it } from 'vitest';
import { withoutScriptFolder } from '../../src/base/without-script-folder.ts';

it.each([
  [
    '/dev/shm/mission-scripts-mx2h/unit-1.sh: line 1: makke: command not found',
    'unit-1.sh: line 1: makke: command not found',
  ],
  ['C:\\Temp\\mission-scripts-0a\\unit-1.ps1:3 char:1', 'unit-1.ps1:3 char:1'],
  ['  File "/tmp/mission-scripts-a/b-1.py", line 2', '  File "b-1.py", line 2'],
  ['at file:///tmp/mission-scripts-a/b-1.mjs:2:1', 'at b-1.mjs:2:1'],
  ['SCRIPT=/tmp/mission-scripts-a/b-1.sh', 'SCRIPT=b-1.sh'],
  ['bash:/tmp/mission-scripts-a/b-1.sh: error', 'bash:b-1.sh: error'],
  ['error:C:\\mission-scripts-a\\b-1.ps1', 'error:b-1.ps1'],
  ['src/mission-scripts.ts:3: error', 'src/mission-scripts.ts:3: error'],
  ['src/mission-scripts-old/a.ts:3: error', 'src/mission-scripts-old/a.ts:3: error'],
  ['lib/src/mission-scripts-old/a.ts:3: error', 'lib/src/mission-scripts-old/a.ts:3: error'],
])('removes the temporary folder of scripts and nothing else: %j', (line, shown) => {
  expect(withoutScriptFolder(line)).toBe(shown);
});
