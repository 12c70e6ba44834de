import { describe, expect, it } from 'vitest';
import { type Amendment, amendMission } from '../../src/mission/amend.ts';

const amend = (source: string, ...amendments: readonly Partial<Amendment>[]) =>
  amendMission(
    source,
    (amendments.length === 0 ? [{}] : amendments).map((amendment) => ({
      list: 'tasks',
      id: 'a',
      key: 'load',
      value: '25',
      ...amendment,
    })),
  );

describe('an existing value', () => {
  it('is replaced, with comments, order and quoting of everything else kept', () => {
    const source =
      'name: X # mine\ntasks:\n  a:\n    run: "y"   # why\n    load: 70 # guessed\n\n  b: { run: z, load: 1 }\n';
    expect(amend(source)).toBe(source.replace('70', '25'));
  });
  it('is replaced in a flow entry, quotes included', () => {
    const source = 'tasks: {a: {"load": 3, memory: "12MB", run: x}}\n';
    expect(amend(source, {}, { key: 'memory', value: '40MB' })).toBe(
      'tasks: {a: {"load": 25, memory: 40MB, run: x}}\n',
    );
  });
  it('stays when it is an alias, has an anchor, or stands below one', () => {
    for (const source of [
      'x: &l 5\ntasks:\n  a:\n    load: *l\n    run: x\n',
      'tasks:\n  a:\n    load: &l 5\n    run: x\n',
      'tasks:\n  a: &a\n    load: 5\n    run: x\n  b: *a\n',
      'tasks: &all\n  a: { load: 5, run: x }\n',
      'tasks:\n  a: *gone\n',
      'tasks:\n  a:\n    load: |\n      5\n    run: x\n',
      'tasks:\n  a: text\n',
      'tasks: [\n',
      '',
    ]) {
      expect(amend(source)).toBe(source);
    }
  });
});

describe('a value that is missing', () => {
  it('is written beside its neighbours, in their order', () => {
    const source = 'tasks:\n  a:\n    name: A # named\n    # about run\n    run: x\n';
    const all = [{ key: 'expect', value: '9s' }, { key: 'load' }] as const;
    expect(amend(source, ...all)).toBe(
      'tasks:\n  a:\n    name: A # named\n    load: 25\n    expect: 9s\n    # about run\n    run: x\n',
    );
    expect(amend(source.replace('name: A', 'memory: 1GB'), ...all)).toContain('memory: 1GB # named\n    load: 25\n');
  });
  it('is written first if it has no neighbour, before the comment of the next key', () => {
    const source = 'tasks:\n  a: # about a\n\n    # about run\n    run: x';
    expect(amend(source)).toBe('tasks:\n  a: # about a\n    load: 25\n\n    # about run\n    run: x');
  });
  it('is written after the id if the name takes several lines', () => {
    const source = 'tasks:\n  a:\n    run: x\n    name: >\n      A\n      B\n';
    expect(amend(source)).toBe('tasks:\n  a:\n    load: 25\n    run: x\n    name: >\n      A\n      B\n');
  });
  it('adds a line end to a last line without one', () => {
    expect(amend('tasks:\n  a:\n    run: x\n    name: A')).toBe('tasks:\n  a:\n    run: x\n    name: A\n    load: 25');
  });
  it('is written into a flow entry, also over several lines', () => {
    expect(amend('tasks:\n  a: { run: x }\n')).toBe('tasks:\n  a: { load: 25, run: x }\n');
    expect(amend('tasks:\n  a: { name: A, run: x }\n', {}, { key: 'expect', value: '1s' })).toBe(
      'tasks:\n  a: { name: A, load: 25, expect: 1s, run: x }\n',
    );
    expect(amend('tasks:\n  a: {\n    expect: 1s # long\n    , run: x }\n')).toBe(
      'tasks:\n  a: {\n    expect: 1s, load: 25 # long\n    , run: x }\n',
    );
  });
  it('keeps the line ends and the byte order mark of the file', () => {
    expect(amend('\uFEFFtasks:\r\n  a:\r\n    name: A\r\n    run: x\r\n')).toBe(
      '\uFEFFtasks:\r\n  a:\r\n    name: A\r\n    load: 25\r\n    run: x\r\n',
    );
  });
  it('is left out of an entry with an explicit key', () => {
    const source = 'tasks:\n  ? a\n  : run: x\n    locks: y\n';
    expect(amend(source)).toBe(source);
  });
});

it('finds tests under `tests` and ignores unknown ids', () => {
  const source = 'tasks:\n  a: { run: x }\ntests:\n  a: { run: x }\n';
  expect(amend(source, { list: 'tests' })).toBe('tasks:\n  a: { run: x }\ntests:\n  a: { load: 25, run: x }\n');
  expect(amend(source, { id: 'b' })).toBe(source);
});
