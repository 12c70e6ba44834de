import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hasOwnMounts, makeReadOnly, ownMounts } from '../../own-mounts.ts';
import { type ArtifactServer, startArtifactServer } from './artifact-server.ts';
import { type Job, newJob, runStep } from './step.ts';

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

/** Names of the uploaded files that contain this text. */
function uploadedWith(text: string): readonly string[] {
  return [...server.artifacts.values()].flatMap((files) =>
    [...files].filter(([, content]) => content.includes(text)).map(([name]) => name),
  );
}

function runWithKey(log: string): ReturnType<typeof runStep> {
  return runStep(job, 'action', {
    inputs: { mission: 'mission.yml', gate: 'off', log },
    environment: { ...server.environment, API_KEY: KEY },
    ...(hasOwnMounts ? { within: ownMounts } : {}),
  });
}

describe.skipIf(!hasOwnMounts)('F670 a log that can be neither redacted nor removed', { timeout: 120_000 }, () => {
  test.each(['grouped', 'live'])('is printed without its secrets, and not uploaded (log: %s)', async (log) => {
    job.write(
      'mission.yml',
      `name: Secret
secrets: [API_KEY]
tasks:
  quiet: { run: 'echo "quiet $API_KEY"' }
  leaky: { needs: quiet, run: 'echo "Error: no $API_KEY"; echo "used $API_KEY" >> "$MISSION_REPORT"; ${makeReadOnly('$MISSION_DIR/logs')}; exit 1' }
`,
    );
    const main = await runWithKey(log);
    expect(main.exitCode).toBe(1);
    expect(main.log).toContain('leaky.log could not be removed either: ');
    expect(main.log).toContain('Error: no ***');
    expect(main.log.replace(/^::add-mask::.*$/gm, '')).not.toContain(KEY);
    expect([main.summary, JSON.stringify(main.outputs)].filter((text) => text.includes(KEY))).toEqual([]);
    expect(uploadedWith('quiet ***')).toContain('logs/quiet.log');
    expect(uploadedWith('no ***')).toContain('final-report.md');
    expect(uploadedWith(KEY)).toEqual([]);
    expect(main.messages('warning').join()).toContain('A file is not uploaded: secrets could not be redacted in ');
  });
});

describe.skipIf(process.platform === 'win32')('F671 a log that its task moves', { timeout: 120_000 }, () => {
  test('is uploaded without its secrets, wherever it is in the folder of the run', async () => {
    job.write(
      'mission.yml',
      `name: Moved
secrets: [API_KEY]
tasks:
  moved: { run: 'mv "$MISSION_DIR/logs/moved.log" "$MISSION_DIR/logs/elsewhere.log"; echo "moved $API_KEY"' }
  linked: { run: 'ln "$MISSION_DIR/logs/linked.log" "$MISSION_DIR/tasks/linked-again.md"; echo "linked $API_KEY"' }
  kept:
    artifacts: [out]
    run: 'mkdir -p out; touch "out/$API_KEY"; echo "kept $API_KEY"; ln "$MISSION_DIR/logs/kept.log" out/kept.log; mv "$MISSION_DIR/logs/kept.log" out/moved.log'
  late: { needs: [moved, linked, kept], run: 'mkdir -p "$MISSION_DIR/files/kept/out"; echo "late $API_KEY" > "$MISSION_DIR/files/kept/out/late.log"; touch "$MISSION_DIR/files/kept/out/late-$API_KEY"' }
`,
    );
    const main = await runWithKey('grouped');
    expect(main.exitCode).toBe(0);
    expect(uploadedWith('moved ***')).toEqual(['logs/elsewhere.log']);
    expect(uploadedWith('linked ***')).toContain('tasks/linked-again.md');
    expect(uploadedWith('kept ***')).toEqual(['files/kept/out/kept.log', 'files/kept/out/moved.log']);
    expect(uploadedWith('late ***')).toEqual(['files/kept/out/late.log']);
    expect(uploadedWith(KEY)).toEqual([]);
    expect([...server.artifacts.values()].flatMap((files) => [...files.keys()]).join()).not.toContain(KEY);
    expect(main.log.replace(/^::add-mask::.*$/gm, '')).not.toContain(KEY);
  });
});
