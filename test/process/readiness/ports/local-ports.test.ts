import { describe, expect, it } from 'vitest';
import type { Ready } from '../../../../src/mission/model/mission.ts';
import { localPortsOf } from '../../../../src/process/readiness/ports/local-ports.ts';

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
  ])('%j: %j', (ready, expected) => {
    expect(localPortsOf({ ...times, ...ready })).toEqual(expected);
  });
});
