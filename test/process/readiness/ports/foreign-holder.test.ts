import { describe, expect, it } from 'vitest';
import { foreignHolder, holderText } from '../../../../src/process/readiness/ports/foreign-holder.ts';
import type { Mark, ProcessRow } from '../../../../src/process/trees/process-system.ts';

const LEADER = 100;
const service = { mark: { run: 'r', id: 'api' }, leader: LEADER };

function row(pid: number, parts: Partial<ProcessRow> = {}): ProcessRow {
  return { pid, parent: 1, group: pid, session: pid, start: '1000', ...parts };
}

function judge(holder: ProcessRow, mark?: Mark, more: readonly ProcessRow[] = []): boolean {
  const rows = [row(LEADER), holder, ...more];
  const system = { markOf: (pid: number) => (pid === holder.pid ? mark : undefined) };
  return foreignHolder([{ port: 80, process: holder }], service, rows, system) !== undefined;
}

describe('foreignHolder', () => {
  it('knows the processes of the service: the first one, its group, its session, a descendant in a session of its own', () => {
    expect(judge(row(LEADER))).toBe(false);
    expect(judge(row(7, { group: LEADER, start: '1' }))).toBe(false);
    expect(judge(row(7, { session: LEADER, start: '1' }))).toBe(false);
    expect(judge(row(7, { parent: 6, start: '1' }), undefined, [row(6, { parent: LEADER })])).toBe(false);
  });

  it('knows a process of the service that left the tree by its mark', () => {
    expect(judge(row(7, { start: '1' }), { run: 'r', id: 'api' })).toBe(false);
  });

  it('F185 finds a process that is older than the service, of another service or of another mission', () => {
    expect(judge(row(7, { start: '999' }))).toBe(true);
    expect(judge(row(7, { start: '2000' }), { run: 'r', id: 'web' })).toBe(true);
    expect(judge(row(7, { start: '2000' }), { run: 'other', id: 'api' })).toBe(true);
  });

  it('accepts a helper that is younger than the service and has no mark, such as the port forwarder of a container', () => {
    expect(judge(row(7, { start: '2000' }))).toBe(false);
  });

  it('finds a foreign process among several that share the port', () => {
    const rows = [row(LEADER), row(7, { start: '1' })];
    const holders = rows.map((process) => ({ port: 80, process }));
    expect(foreignHolder(holders, service, rows, { markOf: () => undefined })?.process?.pid).toBe(7);
  });

  it('accepts a process that cannot be examined', () => {
    const unseen = [{ port: 80, process: undefined }];
    expect(foreignHolder(unseen, service, [], { markOf: () => undefined })).toBeUndefined();
    expect(judge({ pid: 7, parent: 1, group: 7, session: 7 })).toBe(false);
  });

  it('ends if parents form a cycle', () => {
    expect(judge(row(7, { parent: 8, start: '1' }), undefined, [row(8, { parent: 7 })])).toBe(true);
  });
});

describe('holderText', () => {
  const system = { commandOf: () => 'node old.js', markOf: (): Mark | undefined => undefined };

  it('names the process, and whether a mission started it', () => {
    expect(holderText({ port: 80, process: row(7) }, system)).toBe('port 80 is in use by process 7 (node old.js)');
    expect(holderText({ port: 80, process: row(7) }, { ...system, markOf: () => ({ run: 'x', id: 'y' }) })).toBe(
      'port 80 is in use by process 7 (node old.js, started by a mission)',
    );
    expect(holderText({ port: 80, process: undefined }, system)).toBe(
      'port 80 is in use by a process that cannot be identified',
    );
  });
});
