import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allProjects, fileOf } from '../projects/project.ts';
import { sourcesOf } from '../projects/sources.ts';
import type { NewFolder } from '../temporary-folder.ts';

/** A mission whose times are predicted and then measured. */
export interface Case {
  /** Letters and hyphens. The value for `--only`. */
  readonly id: string;
  readonly title: string;
  /** Text of the mission file. */
  readonly text: string;
  /** The folder in which it runs, or the reason why there is none. */
  sources(newFolder: NewFolder): { readonly folder: string } | { readonly reason: string };
}

const burner = join(import.meta.dirname, '../programs/burn.mjs');

/** Uses this many CPU seconds; with a share below 1 it waits in between. */
function burn(seconds: number, share = 1): string {
  return `'${process.execPath}' '${burner}' ${seconds} ${share}`;
}

const publicProjects = allProjects.map(
  (project): Case => ({
    id: project.id,
    title: project.title,
    text: readFileSync(fileOf(project, 'mission.yml'), 'utf8'),
    sources: () => sourcesOf(project),
  }),
);

export const allCases: readonly Case[] = [
  ...publicProjects,
  made('burners', 'CPU-bound: 2 tasks and 8 tests of one busy thread', [
    `  parse: { run: "${burn(1.5)}" }`,
    `  link: { run: "${burn(2.5)}" }`,
    'tests:',
    ...numbered(8, (n) => `  t${n}: { needs: ${n % 2 === 0 ? 'parse' : 'link'}, run: "${burn(0.3 + 0.15 * n)}" }`),
  ]),
  made('waiting', 'I/O-bound: 2 tasks and 12 tests that mostly wait', [
    '  fetch: { run: sleep 1 }',
    '  unpack: { needs: fetch, run: sleep 0.7 }',
    'tests:',
    ...numbered(12, (n) => `  t${n}: { needs: ${n % 2 === 0 ? 'fetch' : 'unpack'}, run: sleep ${0.4 + 0.1 * n} }`),
  ]),
  made('mixed', 'Mixed: 3 tasks and 9 tests, some busy, some waiting, some both', [
    `  build: { run: "${burn(2)}" }`,
    '  pull: { run: sleep 2.5 }',
    `  pack: { needs: build, run: "${burn(1, 0.4)}" }`,
    'tests:',
    ...numbered(3, (n) => `  busy${n}: { needs: build, run: "${burn(0.5 + 0.3 * n)}" }`),
    ...numbered(3, (n) => `  wait${n}: { needs: pull, run: sleep ${0.8 + 0.4 * n} }`),
    ...numbered(3, (n) => `  both${n}: { needs: pack, run: "${burn(0.4 + 0.1 * n, 0.4)}" }`),
  ]),
  made('threads', 'Tools with a thread for each of two CPUs: 2 tasks and 6 tests', [
    `  compile: { run: "${burn(1.2)} & ${burn(1.2)} & wait" }`,
    `  bundle: { run: "${burn(0.8)}" }`,
    'tests:',
    ...numbered(3, (n) => `  wide${n}: { needs: compile, run: "${burn(0.4 * n)} & ${burn(0.4 * n)} & wait" }`),
    ...numbered(3, (n) => `  narrow${n}: { needs: bundle, run: "${burn(0.5 * n)}" }`),
  ]),
];

/** @param lines those after `tasks:` */
function made(id: string, title: string, lines: readonly string[]): Case {
  const text = [`name: ${id}`, 'tasks:', ...lines, ''].join('\n');
  return { id, title, text, sources: (newFolder) => ({ folder: newFolder() }) };
}

function numbered(count: number, line: (n: number) => string): readonly string[] {
  return Array.from({ length: count }, (_, index) => line(index + 1));
}
