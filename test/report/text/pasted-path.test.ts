import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { pastedPath } from '../../../src/report/text/pasted-path.ts';

test.each([
  ['.git/mission/ci/logs/build.log', '.git/mission/ci/logs/build.log'],
  ['C:\\runs\\build.log', 'C:\\runs\\build.log'],
  ['my project/.mission/final-report.md', '"my project/.mission/final-report.md"'],
  ['$HOME/a "b"', `'$HOME/a "b"'`],
  ["it's $5", `'it'\\''s $5'`],
])('%s is written as %s', (path, text) => {
  expect(pastedPath(path)).toBe(text);
});

test.skipIf(process.platform === 'win32').each(['plain', 'a b', 'a(b)', "it's", '$x `y` "z"', 'a!b', '~x', 'ü;&|'])(
  'a shell reads the path of %s back',
  (name) => {
    const path = `./${name}`;
    const printed = execFileSync('sh', ['-c', `printf %s ${pastedPath(path)}`], { encoding: 'utf8' });
    expect(printed).toBe(path);
  },
);
