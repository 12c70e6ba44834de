import { readMission } from '../../src/mission/read.ts';
import type { Event } from '../../src/schedule/events/event.ts';
import type { TaskPrediction } from '../../src/schedule/events/prediction.ts';
import { GIB } from '../build-mission.ts';
import { playMission } from './play-mission.ts';

/** The text at one place of the mission file; plain, or hostile. */
export type Words = (place: string) => string;

const plain: Words = (place) => place;

/**
 * A run with a history, whose journal has the mission file: the limits held tasks back, so other limits are replayed; the
 * declared amounts are off, so the file is corrected. `words` gives each text of the file.
 */
export function rememberedRun(words: Words = plain): Event[] {
  const source = sourceOf(words);
  const { mission, diagnostics } = readMission(source, 'nightly.yml');
  if (mission === undefined) throw new Error(`expected a mission without errors, found ${JSON.stringify(diagnostics)}`);
  const journal = playMission(mission, {
    behave: (id) => ({ lasts: lasts(id), uses: { cpus: id === 'bundle' ? 2.6 : 0.4, memory: 0.3 * GIB } }),
    cpu: (at) => 40 + 10 * Math.sin(at / 3000),
    memory: () => 35,
    service: () => 300,
  });
  const predictions = Object.fromEntries(mission.tasks.map(({ id }) => [id, prediction(id)]));
  return journal.map((event) => (event.type === 'mission-started' ? { ...event, source, predictions } : event));
}

function lasts(id: string): number {
  return id === 'bundle' ? 9000 : id.startsWith('browser') ? 4000 : 6000;
}

function sourceOf(words: Words): string {
  // Quoted as in YAML; in comments and blocks, without characters that YAML does not allow there.
  const quoted = (place: string): string => JSON.stringify(words(place));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what the pattern looks for
  const bare = (place: string): string => words(place).replace(/[\u0000-\u001f\u2028\u2029]|\p{Surrogate}/gu, '');
  return `name: ${quoted('Nightly')} # ${bare('comment')}
admission: { workers: { caution: 2, limit: 2 } }

tasks:
  bundle:
    name: ${quoted('Bundle')}
    # ${bare('Two compilers side by side')}
    load: 10
    expect: 2s
    run: |
      ${bare('make bundle')}
  docs: { name: ${quoted('Handbook')}, load: 10, run: ${quoted('make docs')} }
  flaky: { load: 10, run: make flaky }
  steady: { load: 10, expect: 6s, run: make steady }

tests:
  browser:
    matrix: { in: [chrome, ${JSON.stringify(words('ie').slice(0, 60))}] }
    needs: [bundle]
    services: [api]
    load: 30
    run: npm test

services:
  api: { name: ${quoted('Shop API')}, run: node server.js, ready: { log: listening } }
`;
}

function prediction(id: string): TaskPrediction {
  const usual = id === 'bundle' ? 6000 : lasts(id);
  const last = [0.98, 1, 1.01, 0.99, 1, 1.02, 0.97, 1, 1.01, 1].map((factor) => Math.round(factor * usual));
  return {
    expect: usual,
    low: 0.98 * usual,
    high: 1.02 * usual,
    runs: 20,
    ...(id === 'bundle' ? { demand: { cpus: 2.5, memory: 0.25 * GIB, runs: 12 } } : {}),
    last: id === 'docs' ? last.map((duration, index) => Math.round(duration * (0.7 + 0.03 * index))) : last,
    ...(id === 'docs' ? { trend: 14 } : {}),
    slowAbove: 1.1 * usual + 1000,
    flakiness: { runs: 20, flaky: id === 'flaky' ? 3 : 0 },
  };
}
