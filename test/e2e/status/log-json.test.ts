import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Folder, newFolder } from '../command-line.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

const MISSION = `name: Shop
tasks:
  build: { run: "echo ::error::no command; echo compiled" }
  broken: { run: "echo token is $TOKEN; exit 3", secrets: [TOKEN], needs: build }
tests:
  check: { needs: broken, run: "true" }
`;

interface Line {
  readonly type: string;
  readonly id?: string;
  readonly at?: number;
  readonly status?: string;
  readonly text?: readonly string[];
}

it('prints each event as a line of JSON as it is in the journal, and nothing else', async () => {
  folder.write('m.yml', MISSION);
  const env = { TOKEN: 'b7e23ec29af22b0b' };
  const args = ['run', 'm.yml', '--dir', 'out', '--gate', 'off', '--log', 'json'];
  const { exitCode, stdout } = await folder.start(args, { env }).ended;
  expect(exitCode).toBe(1);
  expect(stdout).not.toContain(env.TOKEN);
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const last = lines.at(-1);
  expect(last).toEqual({ type: 'reports', finalReport: 'out/final-report.md' });
  const journal = folder
    .read('out/events.jsonl')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  expect(lines.slice(0, -1).map(({ text: _, ...event }) => event)).toEqual(journal);
  const ended = lines.filter(({ type }) => type === 'ended');
  expect(ended.map(({ id, status }) => [id, status])).toEqual([
    ['build', 'succeeded'],
    ['broken', 'failed'],
    ['check', 'skipped'],
  ]);
  expect(ended[1]?.text).toEqual([expect.stringMatching(/✘ broken failed in .+: .*3/)]);
});

it('prints nothing on standard output for a mission file with an error', async () => {
  folder.write('m.yml', 'name: X\ntasks: { a: { rum: "true" } }\n');
  const ended = await folder.mission('run', 'm.yml', '--log', 'json');
  expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
});
