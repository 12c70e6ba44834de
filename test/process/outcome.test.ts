import { constants } from 'node:os';
import { describe, expect, it } from 'vitest';
import { bench, task } from './step-harness.ts';

describe.skipIf(process.platform === 'win32')('outcomes', () => {
  it('F13 reports every exit code exactly, 128+n not as a signal', { timeout: 60_000 }, async () => {
    const { step } = bench();
    const codes = Array.from({ length: 256 }, (_, code) => code);
    const outcomes = [];
    for (const some of inGroups(codes, 8)) {
      outcomes.push(...(await Promise.all(some.map((code) => step(task(`exit ${code}`, { id: `code-${code}` }))))));
    }
    expect(outcomes).toEqual(codes.map((exitCode) => ({ type: 'exited', exitCode })));
  });

  it('F13 reports every fatal signal exactly', async () => {
    const { step } = bench();
    // Signals that stop, continue or are ignored do not end a process. SIGIOT is another name of SIGABRT, and so on.
    const harmless = 'CHLD CONT STOP TSTP TTIN TTOU URG WINCH INFO'.split(' ').map((name) => `SIG${name}`);
    if (process.platform === 'darwin') harmless.push('SIGIO');
    const names = Object.keys(constants.signals).filter((name) => !harmless.includes(name));
    const numberOf = (name: string | undefined) => Object.entries(constants.signals).find(([key]) => key === name)?.[1];
    expect(names.length).toBeGreaterThan(15);
    // bash ignores QUIT, so another program is ended by it.
    const node = `exec "${process.execPath}" -e "process.kill(process.pid, 'SIGQUIT'); setInterval(() => {}, 1000)"`;
    for (const name of names) {
      const script = name === 'SIGQUIT' ? node : `kill -${numberOf(name)} $$; sleep 1000`;
      const outcome = await step(task(`ulimit -c 0; ${script}`, { id: name.toLowerCase() }));
      if (outcome.type !== 'exited') throw new Error(`${name}: ${JSON.stringify(outcome)}`);
      expect([name, outcome.exitCode, numberOf(outcome.signal)]).toEqual([name, undefined, numberOf(name)]);
    }
  });

  it.skipIf(process.platform !== 'linux')(
    'F13 counts a program that a real-time signal ends as failed (Linux only: Node has no name for it)',
    async () => {
      const { step } = bench();
      expect(await step(task(`bash -c 'kill -34 $$'`))).toEqual({ type: 'exited', exitCode: 162 });
    },
  );
});

function inGroups<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
