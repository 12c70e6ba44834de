import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { delimiter } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cli, type Folder, newFolder } from '../command-line.ts';

/** The scripts in the shells that users have. Without the shell, a test is skipped, unless CI is set. */
const present = (shell: string): boolean =>
  spawnSync(shell, ['-c', 'exit 0']).status === 0 || (process.platform === 'linux' && process.env.CI !== undefined);

const MISSION = `name: Shop
tasks:
  api: { run: "true", tags: [nightly] }
  web: { run: "true" }
  build:
    matrix: { os: [linux, mac os] }
    run: "true"
`;

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
  folder.write('bin/mission', `#!/bin/sh\nexec "${process.execPath}" "${cli}" "$@"\n`);
  chmodSync(`${folder.path}/bin/mission`, 0o755);
  folder.write('shop.yml', MISSION);
  folder.write('notes.txt', '');
  folder.write('shelf/more.yml', MISSION);
});
afterEach(() => folder.remove());

function inShell(shell: readonly string[], script: string): readonly string[] {
  const env = { ...process.env, PATH: `${folder.path}/bin${delimiter}${process.env.PATH ?? ''}` };
  const [program = '', ...options] = shell;
  const { stdout, stderr } = spawnSync(program, [...options, '-c', script], {
    cwd: folder.path,
    env,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

describe.runIf(present('bash'))('in bash', () => {
  /** What readline gets for these words, of which the last one is being typed. */
  function complete(...words: readonly string[]): readonly string[] {
    const quoted = words.map((word) => `'${word}'`).join(' ');
    const script = `
      compopt() { :; }
      source <(mission completion bash)
      complete -p mission >/dev/null || exit 1
      COMP_WORDS=(mission ${quoted}) COMP_CWORD=${words.length}
      _mission_complete
      printf '%s\\n' "\${COMPREPLY[@]}"`;
    return inShell(['bash', '--norc'], script);
  }

  it('completes commands, options and their words', () => {
    expect(complete('re')).toEqual(['resume', 'report', 'replay']);
    expect(complete('run', 'shop.yml', '--ga')).toEqual(['--gate']);
    expect(complete('run', 'shop.yml', '--gate', 't')).toEqual(['tests']);
  });

  it('completes mission files and folders, and no other files', () => {
    expect([...complete('run', '')].sort()).toEqual(['bin', 'shelf', 'shop.yml']);
    expect(complete('run', 'shelf/')).toEqual(['shelf/more.yml']);
  });

  it('completes ids and tags, quoted for the shell, and after a comma', () => {
    expect(complete('run', 'shop.yml', '--only', '')).toEqual([
      'api',
      'web',
      'build\\ \\(linux\\)',
      'build\\ \\(mac\\ os\\)',
      '\\#nightly',
    ]);
    expect(complete('run', 'shop.yml', '--only', 'api,w')).toEqual(['api,web']);
  });
});

describe.runIf(present('zsh'))('in zsh', () => {
  /** The words and texts that the script gives to zsh. */
  function complete(...words: readonly string[]): readonly string[] {
    const quoted = words.map((word) => `'${word}'`).join(' ');
    const script = `
      compdef() { registered=$* }
      compadd() { print -rl -- "\${names[@]}" }
      _files() { print -r -- "files $*" }
      eval "$(mission completion zsh)"
      [[ $registered == '_mission_complete mission mission-runner' ]] || exit 1
      words=(mission ${quoted}) CURRENT=${words.length + 1}
      _mission_complete`;
    return inShell(['zsh', '-f'], script);
  }

  it('completes commands, options, files and ids', () => {
    expect(complete('')).toContain('replay');
    expect(complete('run', 'shop.yml', '--gate', '')).toEqual(['tests', 'all', 'off']);
    expect(complete('run', '')).toEqual(['files -g *.(yml|yaml)']);
    expect(complete('replay', '')).toEqual(['files -/']);
    expect(complete('run', 'shop.yml', '--only', '')).toContain('build (mac os)');
  });
});

describe.runIf(present('fish'))('in fish', () => {
  /** The real completion of fish, with descriptions behind a tab. */
  function complete(line: string): readonly string[] {
    return inShell(['fish', '--no-config'], `mission completion fish | source; complete --do-complete '${line}'`);
  }

  it('completes commands, options, files and ids', () => {
    expect(complete('mission rep')).toEqual([expect.stringMatching(/^replay\t/), expect.stringMatching(/^report\t/)]);
    expect(complete('mission run shop.yml --gate ').map((line) => line.trim())).toEqual(['all', 'off', 'tests']);
    expect(complete('mission run sho')).toContain('shop.yml');
    expect(complete('mission run shop.yml --only w')).toEqual([expect.stringMatching(/^web\b/)]);
  });
});

it('a Tab runs no command of a matrix, and shows no error for a file that is not there', async () => {
  folder.write('values.yml', 'name: X\ntasks:\n  a: { matrix: { v: { command: touch ran } }, run: "true" }\n');
  for (const file of ['values.yml', 'none.yml']) {
    const ended = await folder.mission('complete', '--', 'run', file, '--only', '');
    expect(ended).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
  }
  expect(folder.has('ran')).toBe(false);
});
