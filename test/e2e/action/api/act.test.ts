import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ApiServer, type ApiServerOptions, startApiServer, TOKEN } from '../../../github/api/api-server.ts';
import { findAct, newRepository, type Repository, startAct } from '../act-run.ts';
import { type ArtifactServer, startArtifactServer } from '../artifact-server.ts';
import { fileAppears } from '../step.ts';
import { HEAD } from './pull-request.ts';

const act = process.platform === 'linux' ? findAct() : undefined;

describe.skipIf(act === undefined)('statuses and comment of a workflow, run by act', { timeout: 90_000 }, () => {
  let repository: Repository;
  let api: ApiServer;
  let artifacts: ArtifactServer;
  beforeEach(async () => {
    repository = newRepository();
    artifacts = await startArtifactServer();
  });
  afterEach(async () => {
    await api.close();
    await artifacts.close();
    repository.remove();
  });

  async function serve(options: ApiServerOptions = {}): Promise<void> {
    api = await startApiServer(options);
  }

  function start(workflow: string, environment: Record<string, string> = {}) {
    const payload = join(repository.outside, 'event.json');
    const head = { ref: 'feature', sha: HEAD, repo: { full_name: 'octo/repo' } };
    writeFileSync(payload, JSON.stringify({ pull_request: { number: 7, head, base: { ref: 'main' } } }));
    const variables = {
      ...artifacts.environment,
      GITHUB_API_URL: api.url,
      GITHUB_REPOSITORY: 'octo/repo',
      ...environment,
    };
    const further = ['--eventpath', payload, '--secret', `API_TOKEN=${TOKEN}`];
    return startAct(act ?? '', repository, 'pull_request', workflow, variables, further);
  }

  test('F476 each task is a status at the head of the pull request, and the comment has the verdict', async () => {
    await serve();
    const { exitCode, log } = await start('statuses.yml').ended;
    expect(exitCode, log).toBe(0);
    expect(log).toContain('read=succeeded');
    expect(api.states()).toEqual({ 'mission / L2.1': 'success', 'mission / L3.1': 'success' });
    expect(new Set(api.statuses.map(({ sha }) => sha))).toEqual(new Set([HEAD]));
    expect(api.comments.map(({ body }) => body)).toEqual([expect.stringContaining('The mission succeeded')]);
    expect(log).not.toContain(TOKEN);
  });

  test('F481 with a token that can only read, the job succeeds with a notice for each input', async () => {
    await serve({ always: 403 });
    const { exitCode, log } = await start('statuses.yml').ended;
    expect(exitCode, log).toBe(0);
    expect(log.match(/No commit status can be sent/g)).toHaveLength(1);
    expect(log.match(/comment on the pull request could not be written/g)).toHaveLength(1);
  });

  test('F483 if act kills the main step, post settles what is pending', async () => {
    await serve();
    const marker = join(repository.outside, 'marker');
    const run = start('statuses-interrupted.yml', { MARKER: marker });
    await fileAppears(marker);
    await api.reported('mission / L2.2');
    run.process.kill('SIGINT');
    const { log } = await run.ended;
    expect(Object.values(api.states()), log).not.toContain('pending');
    expect(api.states()).toMatchObject({ 'mission / L2.2': 'error' });
  });
});
