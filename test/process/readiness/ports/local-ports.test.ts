import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import type { Ready } from '../../../../src/mission/model/mission.ts';
import { localPortsOf, resolvePorts } from '../../../../src/process/readiness/ports/local-ports.ts';

const times = { timeout: 1, interval: 1 };
const local = { addresses: ['127.0.0.1', '::1'] };

describe('localPortsOf', () => {
  it.each<[Partial<Ready>, ReturnType<typeof localPortsOf>]>([
    [{ http: 'http://localhost:8080/health' }, [{ port: 8080, ...local }]],
    [{ http: 'http://api.localhost/' }, [{ port: 80, ...local }]],
    [{ http: 'https://127.0.0.1' }, [{ port: 443, addresses: ['127.0.0.1'] }]],
    [{ http: 'http://[::1]:3000' }, [{ port: 3000, addresses: ['::1'] }]],
    [{ http: 'http://0.0.0.0:3000' }, [{ port: 3000, addresses: [] }]],
    [{ http: 'http://db.internal:5432' }, []],
    [{ http: 'http://192.0.2.1:80' }, []],
    [{ http: 'no url' }, []],
    [{ tcp: '5432' }, [{ port: 5432, ...local }]],
    [{ tcp: 'db.internal:5432' }, []],
    [{ log: 'listening on localhost:80' }, []],
    [{ command: 'curl -f http://127.0.0.1:8080/' }, [{ port: 8080, addresses: ['127.0.0.1'] }]],
    [{ command: 'nc -z localhost 8080' }, [{ port: 8080, ...local }]],
    [{ command: 'pg_isready -h db.localhost:80' }, []],
    [{ command: './is-ready.sh' }, []],
    [{ http: 'http://[::ffff:127.0.0.1]:3000' }, [{ port: 3000, addresses: ['127.0.0.1'] }]],
    [{ tcp: '[::ffff:127.0.0.1]:3000' }, [{ port: 3000, addresses: ['127.0.0.1'] }]],
    [{ tcp: 'localhost.:3000' }, [{ port: 3000, ...local }]],
    [{ command: 'curl -f http://127.1:8080/' }, [{ port: 8080, addresses: ['127.0.0.1'] }]],
    [{ command: 'echo > /dev/tcp/localhost/8080' }, [{ port: 8080, ...local }]],
    [{ command: 'curl "http://localhost:$PORT/"' }, [{ port: 4711, ...local }]],
    [{ command: 'curl "$URL"' }, [{ port: 4712, ...local }]],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's
    [{ command: 'nc -z localhost ${OTHER:-4713}' }, [{ port: 4713, ...local }]],
    [{ command: 'curl http://localhost:%PORT%/' }, [{ port: 4711, ...local }]],
    [{ command: 'curl http://localhost:$OTHER/' }, []],
  ])('%j: %j', (ready, expected) => {
    expect(localPortsOf({ ...times, ...ready }, { PORT: '4711', URL: 'http://localhost:4712/' })).toEqual(expected);
  });
});

/** A name of this machine that only its list of hosts contains. */
const alias = readFileSync('/etc/hosts', 'utf8')
  .split('\n')
  .flatMap((line) => line.split('#')[0]?.match(/^127\S*\s+(\S+)/)?.[1] ?? [])
  .find((name) => !/^localhost|\.localhost$/.test(name) && name !== hostname());

describe('resolvePorts', () => {
  it.skipIf(alias === undefined)('F185 resolves a name that the system knows as this machine', async () => {
    expect(await resolvePorts({ http: `http://${alias}:8080/` })).toEqual([{ port: 8080, addresses: ['127.0.0.1'] }]);
  });

  it('leaves out unknown names, and what needs no resolving', async () => {
    expect(await resolvePorts({ tcp: 'unknown.invalid:80' })).toEqual([]);
    expect(await resolvePorts({ tcp: '127.0.0.1:80' })).toEqual([]);
  });
});
