import { expect, test } from 'vitest';
import { draftUnits } from '../../../src/convert/units/draft-units.ts';
import type { Purpose } from '../../../src/convert/units/purpose.ts';
import type { Unit } from '../../../src/convert/units/unit.ts';

function unit(name: string, purpose: Purpose, ...more: readonly Partial<Unit>[]): Unit {
  const base: Unit = {
    name,
    line: 1,
    construct: name,
    purpose,
    isHidden: false,
    steps: [{ run: `run ${name}` }],
    before: [],
    inside: [],
    notes: [],
  };
  return Object.assign(base, ...more);
}

const needs = (...members: readonly string[]): Partial<Unit> => ({ before: [{ members, isListed: false }] });
const lists = (...members: readonly string[]): Partial<Unit> => ({
  steps: [],
  before: members.map((name) => ({ members: [name], isListed: true })),
});

/** Entries as text: `id <- needs [locks]`. */
function drafted(...units: readonly Unit[]): readonly string[] {
  return draftUnits({ file: 'f', word: 'script', lock: 'lock', units }).entries.map(({ id, needs: ids, locks }) =>
    [id, ids.length > 0 && `<- ${ids.join(' ')}`, locks && `[${locks}]`].filter(Boolean).join(' '),
  );
}

test.each<Purpose>([
  'publish',
  'clean',
  'change',
  'install',
  'endless',
  'by-hand',
  'measure',
  'place',
  'lifecycle',
  'variant',
  'unclear',
  'parameter',
])('F473 what publishes, removes files or never ends is left out, also as a part of a group: %s', (purpose) => {
  expect(drafted(unit('it', purpose), unit('test', 'check'))).toEqual(['test']);
  const group = drafted(unit('all', 'collection', lists('it', 'test')), unit('it', purpose), unit('test', 'check'));
  const isTaken = purpose === 'variant' || purpose === 'unclear';
  expect(group).toEqual(isTaken ? ['it', 'test <- it'] : ['test']);
});

test('what removes files runs before the build that declares that it needs it', () => {
  expect(drafted(unit('clean', 'clean'), unit('build', 'work', needs('clean')))).toEqual(['clean', 'build <- clean']);
});

test('a unit that needs something without end is left out, and so is what needs it', () => {
  const units = [
    unit('serve', 'endless'),
    unit('e2e', 'check', needs('serve')),
    unit('report', 'work', needs('e2e')),
    unit('lint', 'check'),
  ];
  expect(drafted(...units)).toEqual(['lint']);
});

test('what is only listed behind a check does not wait for it, unless it uses what the check leaves', () => {
  const units = [
    unit('ci', 'collection', lists('lint', 'build', 'test', 'report')),
    unit('lint', 'static-check'),
    unit('build', 'work'),
    unit('test', 'check'),
    unit('report', 'unclear'),
  ];
  expect(drafted(...units)).toEqual(['lint', 'build', 'test <- build', 'report <- lint test']);
});

test('what is declared is waited for, also if it is a check', () => {
  expect(drafted(unit('lint', 'static-check'), unit('test', 'check', needs('lint')))).toEqual(['lint', 'test <- lint']);
});

test('two entries that run the same unit inside share a lock, and one that waits for the other does not', () => {
  const db = unit('db', 'unclear');
  expect(drafted(db, unit('a', 'check', { inside: ['db'] }), unit('b', 'check', { inside: ['db'] }))).toEqual([
    'a [lock]',
    'b [lock]',
  ]);
  expect(
    drafted(db, unit('a', 'work', { inside: ['db'] }), unit('b', 'check', { inside: ['db'] }, needs('a'))),
  ).toEqual(['a', 'b <- a']);
});

test('an entry that makes again what another one uses shares a lock with it', () => {
  const units = [
    unit('build', 'work'),
    unit('test', 'check', needs('build')),
    unit('check', 'check', { inside: ['build'] }),
    unit('ci', 'collection', lists('build', 'test')),
  ];
  expect(drafted(...units)).toEqual(['build', 'test <- build [lock]', 'check <- build [lock]']);
});

test('units that need each other become entries without a circle, with a note', () => {
  const units = [unit('a', 'work', needs('b')), unit('b', 'work', needs('a'))];
  const { entries } = draftUnits({ file: 'f', word: 'script', lock: 'lock', units });
  expect(entries.map(({ id, needs: ids }) => [id, ids])).toEqual([
    ['a', ['b']],
    ['b', []],
  ]);
  expect(entries[1]?.notes.map(({ text }) => text)).toEqual(['would wait for `a` in a circle, so it does not']);
});

test('a test that names nothing waits for the builds, but not for the documentation', () => {
  const units = [
    unit('gen', 'work'),
    unit('build', 'work', needs('gen')),
    unit('docs', 'work'),
    unit('test', 'check'),
    unit('lint', 'static-check'),
  ];
  expect(drafted(...units)).toEqual(['gen', 'build <- gen', 'docs', 'test <- build', 'lint']);
});

test('a unit that only runs units that end is needed by a check whatever its name is', () => {
  const units = [
    unit('start', 'endless', needs('up', 'ready'), { steps: [] }),
    unit('up', 'unclear'),
    unit('ready', 'unclear'),
    unit('e2e', 'check', needs('start')),
  ];
  expect(drafted(...units)).toEqual(['up', 'ready', 'e2e <- up ready']);
  const [start, , ...rest] = units;
  expect(drafted(...(start === undefined ? [] : [start]), unit('up', 'endless'), ...rest)).toEqual([]);
});

test('what a listed unit needs does not wait for the checks that are listed before', () => {
  const units = [
    unit('ci', 'collection', lists('fmt', 'clippy')),
    unit('fmt', 'static-check'),
    unit('fetch', 'unclear'),
    unit('clippy', 'static-check', needs('fetch')),
  ];
  expect(drafted(...units)).toEqual(['fmt', 'fetch', 'clippy <- fetch']);
});

test('a check that runs its build itself does not wait for another one', () => {
  const units = [unit('build', 'work'), unit('image', 'work'), unit('test', 'check', { inside: ['build'] })];
  expect(drafted(...units)).toEqual(['image', 'test']);
});
