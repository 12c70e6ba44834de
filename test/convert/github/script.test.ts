// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of workflows are the subject

import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { outerScope } from '../../../src/convert/github/expressions/scope.ts';
import { takeScript } from '../../../src/convert/github/script.ts';
import { fc } from '../../suite/fast-check.ts';

/** What a script prints after it was taken, if each expression has this value. */
function printed(run: string, value: string): string {
  const script = taken(run);
  const env = Object.fromEntries([...script.env.keys()].map((name) => [name, value]));
  return execFileSync('bash', ['-c', script.run], { env: { ...process.env, ...env }, encoding: 'utf8' });
}

function taken(run: string, shell?: string) {
  const script = takeScript(
    { run, shell, env: new Map(), areOutputsRead: false, renames: new Map() },
    outerScope(new Set(), new Set()),
  );
  if (script.type === 'refused') throw new Error(script.why);
  return script;
}

describe.skipIf(process.platform === 'win32')('a script without its expressions', () => {
  test.each([
    ['in plain words', 'echo a ${{ github.ref }} b', 'x y', 'a x y b\n'],
    ['in double quotes', 'echo "a ${{ github.ref }}  b"', 'x  y', 'a x  y  b\n'],
    ['in single quotes', "echo '$HOME ${{ github.ref }}'", 'x  y', '$HOME x  y\n'],
    ['alone in single quotes', "printf '%s' '${{ github.ref }}'", 'x', 'x'],
    ['twice in single quotes', "printf '%s' '${{ github.ref }}${{ github.ref }}'", 'x', 'xx'],
    ['in ANSI quotes', "printf '%s' $'a\\'${{ github.ref }}\\n'", 'x', "a'x\n"],
    ['in a substitution in quotes', 'echo "$(printf \'%s\' "${{ github.ref }}")"', 'x  y', 'x  y\n'],
    ['in backticks', 'echo `echo ${{ github.ref }}`', 'x', 'x\n'],
    ['in a here-document', "cat <<EOF\nit's ${{ github.ref }}\nEOF\necho '${{ github.ref }}'", 'x', "it's x\nx\n"],
    ['after a comment with a quote', "# it's\necho '${{ github.ref }}'", 'x', 'x\n'],
    ['after an escaped quote', "echo it\\'s '${{ github.ref }}'", 'x', "it's x\n"],
    ['as a whole command', 'true\n${{ github.ref }}\necho end', 'echo a && echo "b  c"', 'a\nb  c\nend\n'],
    ['as the beginning of a command', '${{ github.ref }} two', 'echo one', 'one two\n'],
    ['in a comment', 'echo a # ${{ github.ref }}', '\necho b', 'a\n'],
  ])('F462 prints the same: %s', (_, run, value, output) => {
    expect(printed(run, value)).toBe(output);
  });

  test('F462 a value in quotes is never code', () => {
    const hostile = fc.constantFrom('$(echo no)', '`echo no`', '"; echo no; "', "'; echo no; '", '${HOME}', '\\', '*');
    fc.assert(
      fc.property(hostile, fc.constantFrom('"', "'"), (value, quote) => {
        expect(printed(`printf '%s' ${quote}\${{ github.ref }}${quote}`, value)).toBe(value);
      }),
      { numRuns: 30 },
    );
  });
});

describe('takeScript', () => {
  test('knows the variables of other shells', () => {
    expect(taken('echo ${{ matrix.a-b }}', 'pwsh').run).toBe('echo ${env:MATRIX_A_B}');
    expect(taken('echo ${{ matrix.a-b }}', 'cmd').run).toBe('echo %MATRIX_A_B%');
  });

  test('uses variables that are there already, and never those that programs read', () => {
    expect(taken('echo ${{ env.A }} ${{ secrets.b }}').run).toBe('echo ${A} ${B}');
    expect([...taken('echo ${{ inputs.path }}').env.keys()]).toEqual(['INPUT_PATH']);
  });

  test('names the files of the mission', () => {
    expect(taken('echo a=b >> "$GITHUB_OUTPUT"; echo "::set-output name=c::$(d)"').run).toBe(
      'echo a=b >> "$MISSION_OUTPUT"; echo "c=$(d)" >> "$MISSION_OUTPUT"',
    );
  });

  test('gives two expressions of one name two variables', () => {
    expect([...taken("echo ${{ github.ref == 'a' }} ${{ github.ref == 'b' }}").env.keys()]).toEqual([
      'VALUE',
      'VALUE_2',
    ]);
  });
});
