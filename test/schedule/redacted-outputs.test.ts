import { describe, expect, it } from 'vitest';
import type { LeftBehind } from '../../src/schedule/events/event.ts';
import { buildMission, task } from '../build-mission.ts';
import { cutOff } from './cut-off.ts';
import { drive } from './drive.ts';

const plain: LeftBehind = { logTail: '', logBytes: 0, outputs: { x: '1' } };
const redacted: LeftBehind = { ...plain, outputs: { token: '***' }, redactedOutputs: ['token'] };

const expression = `${'${{'} tasks.login.outputs.token }}`;

const mission = buildMission({
  tasks: [
    task('login'),
    task('session', { needs: ['login'] }),
    task('reader', { needs: ['session'] }),
    task('by-name', { env: { TOKEN: expression } }),
    task('apart'),
    task('other', { needs: ['apart'] }),
  ],
  admission: { gate: 'off' },
});

/** The plan of a resume after these tasks have succeeded with these outputs. */
function planAfter(ended: Readonly<Record<string, LeftBehind>>, of = mission) {
  const run = drive(of);
  run.start();
  for (const [id, left] of Object.entries(ended))
    run.observe({ type: 'step-exited', at: run.now(), id, step: 0, exitCode: 0, left });
  return cutOff(run.journal, of).plan;
}

describe('F123 a resume without the values of outputs that held a secret', () => {
  it('runs a task again if a task that runs again needs its outputs', () => {
    const plan = planAfter({ login: redacted, apart: plain });
    expect(plan.kept).toEqual(['apart']);
    expect(plan.again.find(({ id }) => id === 'login')?.why).toBe(
      'session needs its outputs, and the journal has no values of secrets (token)',
    );
    expect(plan.isChanged).toBe(false);
  });

  it('applies in turn to the outputs that this task needs', () => {
    const plan = planAfter({ login: redacted, 'by-name': plain, session: redacted, apart: plain });
    expect(plan.kept).toEqual(['by-name', 'apart']);
    expect(plan.again.map(({ id }) => id)).toEqual(['login', 'session', 'reader', 'other']);
  });

  it('keeps the task if only kept tasks needed its outputs', () => {
    const ended = { login: redacted, session: plain, reader: plain, 'by-name': plain, apart: plain };
    expect(planAfter(ended).kept).toEqual(Object.keys(ended));
  });

  it('runs the task again if a condition reads it', () => {
    const plan = planAfter({ login: redacted, session: plain, reader: plain, apart: plain });
    expect(plan.kept).toEqual(['session', 'reader', 'apart']);
    expect(plan.again.find(({ id }) => id === 'login')?.why).toContain('by-name needs its outputs');
  });

  it.each([
    ['the env of a step', { steps: [{ run: 'a', env: { TOKEN: expression } }] }],
    ['the condition of a step', { steps: [{ run: 'a', if: "tasks.login.outputs.token != ''" }] }],
    ['the env of a finally step', { finally: [{ run: 'a', env: { TOKEN: expression } }] }],
  ])('runs the task again if %s reads it', (_, parts) => {
    const reading = buildMission({ tasks: [task('login'), task('reader', parts)], admission: { gate: 'off' } });
    expect(planAfter({ login: redacted }, reading).again.map(({ id }) => id)).toEqual(['login', 'reader']);
    const plain = buildMission({ tasks: [task('login'), task('reader')], admission: { gate: 'off' } });
    expect(planAfter({ login: redacted }, plain).again.map(({ id }) => id)).toEqual(['reader']);
  });
});
