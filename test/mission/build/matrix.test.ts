import { describe, expect, test } from 'vitest';
import type { Mission, Task } from '../../../src/mission/model/mission.ts';
import { read } from '../read-valid.ts';

const BUILD = 'build: { run: make, matrix: { os: [linux, macos], node: [22, 24] } }';

function taskIn({ tasks }: Mission, id: string): Task {
  const task = tasks.find((candidate) => candidate.id === id);
  if (task === undefined) throw new Error(`expected the task ${id}`);
  return task;
}

describe('a combination that needs a combination', () => {
  test('needs the one with its own values', () => {
    const mission = read(`name: X
tasks:
  ${BUILD}
  test: { run: x, matrix: { os: [linux, macos] }, needs: "build (\${{ matrix.os }}, 22)" }
  also: { run: x, matrix: { os: [linux, macos] }, needs-any: ["build (\${{ matrix.os }}, 22)", "test (\${{ matrix.os }})"] }
`);
    expect(taskIn(mission, 'test (linux)').needs).toEqual(['build (linux, 22)']);
    expect(taskIn(mission, 'test (macos)').needs).toEqual(['build (macos, 22)']);
    expect(taskIn(mission, 'also (macos)')).toMatchObject({
      needs: [],
      needsAny: ['build (macos, 22)', 'test (macos)'],
    });
  });

  test('needs all that fit with `*`, with and without an expression', () => {
    const mission = read(`name: X
tasks:
  ${BUILD}
  all: { run: x, needs: "build (macos, *)" }
  test: { run: x, matrix: { os: [linux, macos] }, needs: ["build (\${{ matrix.os }}, *)", "build (*, 22)"] }
`);
    expect(taskIn(mission, 'all').needs).toEqual(['build (macos, 22)', 'build (macos, 24)']);
    expect(taskIn(mission, 'test (linux)').needs).toEqual([
      'build (linux, 22)',
      'build (linux, 24)',
      'build (macos, 22)',
    ]);
  });

  test('may need another one of its own matrix', () => {
    const mission = read(`name: X
tasks:
  first: { run: x }
  migrate:
    run: x
    needs: "\${{ matrix.after }}"
    matrix: { version: [1, 2], include: [{ version: 1, after: first }, { version: 2, after: migrate (1) }] }
`);
    expect(taskIn(mission, 'migrate (1)').needs).toEqual(['first']);
    expect(taskIn(mission, 'migrate (2)').needs).toEqual(['migrate (1)']);
  });

  test('shares one list of needs with the others if no need has values of the matrix', () => {
    const { tasks } = read(`name: X
tasks:
  ${BUILD}
  test: { run: x, matrix: { part: [a, b] }, needs: "build (*, 22)" }
`);
    expect(tasks[4]?.needs).toEqual(['build (linux, 22)', 'build (macos, 22)']);
    expect(tasks[5]?.needs).toBe(tasks[4]?.needs);
  });
});

test('values are filled in wherever a text is fixed before the mission runs', () => {
  const mission = read(`name: X
admission: { pools: { linux: 2, macos: 1 } }
services: { db: { run: serve, matrix: { v: [13, 14] }, env: { V: "\${{ matrix.v }}" } } }
tasks:
  ${BUILD}
  other: { run: x, locks: [linux-lock, tables] }
  use:
    run: x
    matrix: { os: [linux, macos], include: [{ os: linux, db: 13 }, { os: macos, db: 14 }] }
    supports: build (\${{ matrix.os }}, 24)
    working-directory: parts/\${{ matrix.os }}
    locks: ["\${{ matrix.os }}-lock", tables]
    pools: { "\${{ matrix.os }}": 1 }
    services: db (\${{ matrix.db }})
    deliverable: out/\${{ matrix.os }}.md
    results: out/\${{ matrix.os }}.xml
`);
  expect(taskIn(mission, 'use (macos)')).toMatchObject({
    name: 'use (macos)',
    supports: 'build (macos, 24)',
    workingDirectory: 'parts/macos',
    locks: ['macos-lock', 'tables'],
    pools: { macos: 1 },
    services: ['db (14)'],
    deliverable: 'out/macos.md',
    results: 'out/macos.xml',
  });
});

describe('a service with a matrix', () => {
  test('is one service for each combination', () => {
    const { services, tasks } = read(`name: X
services:
  db:
    name: PostgreSQL \${{ matrix.version }}
    run: ./db.sh
    matrix: { version: [13, 14] }
    working-directory: db/\${{ matrix.version }}
    env: { PORT: "54\${{ matrix.version }}" }
    ready: { tcp: "127.0.0.1:54\${{ matrix.version }}", timeout: 1m }
  queue: { run: ./queue.sh, matrix: { kind: [fast] } }
tasks:
  one: { run: x, services: [db (13), queue] }
  all: { run: x, services: db }
  some: { run: x, services: "db (*)" }
`);
    expect(services.map(({ id, name, matrix }) => [id, name, matrix])).toEqual([
      ['db (13)', 'PostgreSQL 13', { version: 13 }],
      ['db (14)', 'PostgreSQL 14', { version: 14 }],
      ['queue (fast)', 'queue (fast)', { kind: 'fast' }],
    ]);
    expect(services[1]).toMatchObject({
      workingDirectory: 'db/14',
      env: { PORT: `54\${{ matrix.version }}` },
      ready: { tcp: '127.0.0.1:5414', timeout: 60_000 },
    });
    expect(tasks.map((task) => task.services)).toEqual([
      ['db (13)', 'queue (fast)'],
      ['db (13)', 'db (14)'],
      ['db (13)', 'db (14)'],
    ]);
  });
});
