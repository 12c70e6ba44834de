import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ArtifactServer, startArtifactServer } from './artifact-server.ts';
import { fileAppears, type Job, newJob, runStep, startStep, stateOf } from './step.ts';

const KEY = 'sw0rdfish-42';

let job: Job;
let server: ArtifactServer;
beforeEach(async () => {
  job = newJob();
  server = await startArtifactServer();
});
afterEach(async () => {
  await server.close();
  job.remove();
});

/** Names of the files in the artifact that contain this text. */
function uploadedWith(text: string): readonly string[] {
  return [...server.artifacts.values()].flatMap((files) =>
    [...files].filter(([, content]) => content.includes(text)).map(([name]) => name),
  );
}

describe.skipIf(process.platform === 'win32')('F26 secrets in the action', () => {
  test('are masked in the log, the summary, the outputs and the artifact', async () => {
    job.write(
      'mission.yml',
      `name: Secret
secrets: [API_KEY]
tasks:
  a: { run: 'echo "with $API_KEY"; echo "used $API_KEY" >> "$MISSION_REPORT"; exit 1' }
`,
    );
    const main = await runStep(job, 'action', {
      inputs: { mission: 'mission.yml', gate: 'off' },
      environment: { ...server.environment, API_KEY: KEY },
    });
    expect(main.exitCode).toBe(1);
    // The artifact client also masks its own URLs.
    expect(main.commands.filter(({ name, message }) => name === 'add-mask' && message === KEY)).toHaveLength(1);
    expect(main.log.replace(/^::add-mask::.*$/gm, '')).not.toContain(KEY);
    expect(main.log).toContain('with ***');
    expect(main.summary).not.toContain(KEY);
    expect(JSON.stringify(main.outputs)).not.toContain(KEY);
    expect(uploadedWith('with ***')).toContain('logs/a.log');
    expect(uploadedWith(KEY)).toEqual([]);
  });

  /** Kills the main step once these files exist, and then runs post. */
  async function killAndPost(...files: readonly string[]): Promise<void> {
    const environment = { ...server.environment, API_KEY: KEY };
    const step = startStep(job, 'action', { inputs: { mission: 'mission.yml', gate: 'off' }, environment });
    for (const file of files) await fileAppears(join(job.workspace, file));
    step.process.kill('SIGKILL');
    const after = await runStep(job, 'post', { environment: { ...environment, ...stateOf(await step.ended) } });
    expect(after.exitCode).toBe(0);
  }

  test.skipIf(process.platform !== 'linux')('are not in the upload of post after main was killed', async () => {
    job.write(
      'mission.yml',
      `name: Secret
tasks:
  known: { secrets: [API_KEY], run: 'echo "with $API_KEY"; touch started; sleep 600' }
`,
    );
    await killAndPost('started');
    expect(uploadedWith('with ***')).toContain('logs/known.log');
    expect(uploadedWith(KEY)).toEqual([]);
  });

  test.skipIf(process.platform !== 'linux')(
    'post does not upload the logs if their secrets are lost with the main step',
    async () => {
      job.write(
        'mission.yml',
        `name: Secret
tasks:
  before: { run: 'echo "half=nobody-knows" >> "$MISSION_OUTPUT"; echo ready' }
  inner:
    needs: before
    secrets: [INNER]
    env: { INNER: "\${{ tasks.before.outputs.half }}-and-more" }
    run: 'echo "with $INNER"; echo "out=$INNER" >> "$MISSION_OUTPUT"; touch started; sleep 600'
`,
      );
      await killAndPost('started');
      expect(uploadedWith('nobody-knows-and-more')).toEqual([]);
      expect(uploadedWith('the log of inner was removed')).toContain('final-report.md');
      expect(uploadedWith('ready')).toContain('logs/before.log');
    },
  );
});
