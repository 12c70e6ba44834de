import assert from 'node:assert/strict';
import type { Diagnostic } from '../../../src/mission/diagnostics/diagnostic.ts';
import { diagnosticsJson, drawDiagnostics } from '../../../src/mission/diagnostics/draw.ts';
import type { Mission } from '../../../src/mission/model/mission.ts';
import { readMission } from '../../../src/mission/read.ts';
import { checkValidMission } from './check-valid-mission.ts';

/** CPU time in milliseconds for a text of at most 100,000 characters. A hang takes far longer. */
const LONGEST_READING = 2000;

/** Control characters that a terminal executes, and characters that change the direction of text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through.
const COMMANDING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/**
 * Reads one input and does everything that happens before a process starts. Throws if a property does not hold: the result
 * is either a mission or errors; every place is inside the text; the drawn diagnostics contain no control character; it
 * ends in time; and a valid mission can be planned, run and reported.
 *
 * @returns whether the input is a valid mission
 */
export function checkInput(text: string): boolean {
  const { mission, commands, diagnostics } = timed('reading and drawing', LONGEST_READING, () => {
    const read = readMission(text, 'mission.yml');
    const drawn = drawDiagnostics(read.diagnostics, text, { color: false });
    assert(!COMMANDING.test(drawn), `a control character is drawn: ${JSON.stringify(drawn)}`);
    assert.equal(JSON.parse(diagnosticsJson(read.diagnostics)).length, read.diagnostics.length);
    return read;
  });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (commands.length > 0) assert(mission === undefined, 'a mission whose matrices are not known');
  else assert.equal(errors.length > 0, mission === undefined, 'a mission or an error, never both and never neither');
  checkDiagnostics(text, diagnostics);
  if (mission === undefined) return false;
  checkMission(mission);
  checkValidMission(text, mission);
  return true;
}

/** Throws if the work took more than `most` milliseconds of this thread's CPU time. Other load on the machine does not count. */
export function timed<Result>(what: string, most: number, work: () => Result): Result {
  const before = process.threadCpuUsage();
  const result = work();
  const { user, system } = process.threadCpuUsage(before);
  const took = (user + system) / 1000;
  assert(took < most, `${what} took ${Math.round(took)} ms of CPU, expected less than ${most} ms`);
  return result;
}

function checkDiagnostics(text: string, diagnostics: readonly Diagnostic[]): void {
  const lines = (text.startsWith('\uFEFF') ? text.slice(1) : text).split('\n');
  const isInside = (line: number, column: number): boolean => {
    const length = lines[line - 1]?.length;
    return length !== undefined && column >= 1 && column <= length + 1;
  };
  for (const diagnostic of diagnostics) {
    const { line, column, endLine, endColumn, message, hint, related = [] } = diagnostic;
    const shown = JSON.stringify(diagnostic);
    assert(isInside(line, column), `begins outside of the file: ${shown}`);
    assert(isInside(endLine, endColumn), `ends outside of the file: ${shown}`);
    assert(endLine > line || (endLine === line && endColumn >= column), `ends before it begins: ${shown}`);
    for (const place of related) assert(isInside(place.line, place.column), `points outside of the file: ${shown}`);
    assert(!/undefined|\[object|Invalid input/.test(message.replace(/`[^`]*`/g, '')), `shows internals: ${shown}`);
    assert(!hint?.replace(/`[^`]*`/g, '').includes('undefined'), `shows internals: ${shown}`);
  }
}

/** Checks what the code behind the reader relies on. */
function checkMission({ tasks, services, admission }: Mission): void {
  assert(tasks.length > 0);
  const ids = new Set([...tasks, ...services].map(({ id }) => id));
  assert.equal(ids.size, tasks.length + services.length, 'two entries have the same id');
  const serviceIds = new Set(services.map(({ id }) => id));
  const files = tasks.flatMap(({ deliverable }) => deliverable ?? []);
  assert.equal(new Set(files).size, files.length, 'two tasks have the same deliverable');
  for (const task of tasks) {
    assert(task.steps.length > 0, `${task.id} has nothing to run`);
    for (const id of [...task.needs, ...task.needsAny, ...(task.supports === undefined ? [] : [task.supports])]) {
      assert(ids.has(id) && !serviceIds.has(id) && id !== task.id, `${task.id} waits for ${id}`);
    }
    for (const id of task.services) assert(serviceIds.has(id), `${task.id} uses ${id}`);
    assert.match(task.if ?? 'x', /^\S/);
    assert((task.retry?.attempts ?? 1) >= 1);
    for (const path of [task.workingDirectory, task.deliverable, task.results]) {
      assert(path === undefined || !leaves(path), `${task.id} leaves the workspace by ${path}`);
    }
  }
  for (const number of numbersIn([tasks, services, admission])) {
    assert(Number.isFinite(number), `a number of the mission is ${number}`);
  }
}

/** Whether a path leaves the workspace, decided without the product's own code. */
function leaves(path: string): boolean {
  if (/^(?:[\\/]|[A-Za-z]:)/.test(path)) return true;
  let depth = 0;
  for (const part of path.split(/[\\/]/)) {
    if (part === '..') depth -= 1;
    else if (part !== '' && part !== '.') depth += 1;
    if (depth < 0) return true;
  }
  return false;
}

function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}
