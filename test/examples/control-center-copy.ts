import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const example = fileURLToPath(new URL('../../examples/control-center', import.meta.url));

export interface Ended {
  readonly exitCode: number;
  readonly output: string;
  /** What the script appended to MISSION_REPORT. */
  readonly report: string;
}

/** A copy of the example in a temporary folder, laid out as in the repository. Tests alter its mission and its fixes. */
export interface ExampleCopy {
  /** The folder in which missions run. */
  readonly root: string;
  /** Replaces text in a file of the example; fails when the text is not there. */
  alter(name: string, from: string | RegExp, to: string): void;
  read(name: string): string;
  /** Runs one of its scripts on the scratch copy in `missionFolder`, a name below the root. */
  script(missionFolder: string, ...argv: readonly string[]): Promise<Ended>;
  /** Copies a scratch copy with its content. */
  fork(missionFolder: string, fork: string): void;
  /** Restores the files of this fix to their state before the fix, as a later revert would. */
  undo(missionFolder: string, fix: string): void;
  remove(): void;
}

export function copyExample(): ExampleCopy {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'mission-example-')));
  const folder = join(root, 'examples', 'control-center');
  cpSync(example, folder, { recursive: true, filter: (path) => !path.startsWith(join(example, 'scratch')) });
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return {
    root,
    read,
    alter(name, from, to) {
      const altered = read(name).replace(from, to);
      if (altered === read(name)) throw new Error(`${name}: expected ${from} in it`);
      writeFileSync(join(folder, name), altered);
    },
    script: (missionFolder, ...argv) => runScript(folder, join(root, missionFolder), argv),
    fork: (missionFolder, fork) => cpSync(join(root, missionFolder), join(root, fork), { recursive: true }),
    undo(missionFolder, fix) {
      for (const [, name] of read(`fixes/${fix}.patch`).matchAll(/^\+\+\+ b\/(\S+)/gm)) {
        cpSync(join(folder, 'service', name ?? ''), join(root, missionFolder, 'scratch', 'service', name ?? ''));
      }
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function runScript(folder: string, missionFolder: string, argv: readonly string[]): Promise<Ended> {
  const reportFile = `${missionFolder}.md`;
  rmSync(reportFile, { force: true });
  const env = { ...process.env, MISSION_DIR: missionFolder, MISSION_REPORT: reportFile };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [...argv], { cwd: folder, env }, (_error, stdout, stderr) => {
      const report = existsSync(reportFile) ? readFileSync(reportFile, 'utf8') : '';
      resolve({ exitCode: child.exitCode ?? -1, output: stdout + stderr, report });
    });
  });
}
