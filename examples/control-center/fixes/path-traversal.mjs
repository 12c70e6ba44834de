import { createRandom, SECRET } from '../bench/data.mjs';
import { expect, expectStatus } from '../bench/expect.mjs';
import { atRate } from '../bench/measure.mjs';

export const title = 'Files served from their folder only';

const UP = ['../', '..%2f', '%2e%2e/', '%2e%2e%2f', '..%5c', '.%2e%2f', '%2e.%2f', './../', '.%2f..%2f'];
const TARGETS = ['secrets.txt', 'server.mjs', 'lib%2fconfig.mjs', 'devices.json', 'data%2fsecrets.txt', 'etc%2fpasswd'];
const ODD = [
  '%',
  '%00',
  'a%00.svg',
  '%ff',
  '%c0%ae%c0%ae%2f',
  '//etc/passwd',
  '%2fetc%2fpasswd',
  '.',
  '..',
  'con',
  '~',
];
/** Texts that must be in no answer: they are in the files that the targets name. */
const MARKS = [SECRET, 'createServer', 'readConfig', 'root:x:', '"d-1"'];

export async function check(service) {
  return tryAll(service, attempts(['..%2f', '%2e%2e%2f', '.%2e%2f'], 3), 1_000);
}

/** Tries the whole corpus, and random mixtures of its parts. */
export function prove(bench) {
  return bench.withCopy({}, async (service) => {
    const random = createRandom(18);
    const pick = (list) => list[Math.floor(random() * list.length)];
    const mixtures = Array.from({ length: 60 }, () => {
      const up = Array.from({ length: 1 + Math.floor(random() * 8) }, () => pick([...UP, ...UP, ...ODD])).join('');
      return `${pick(['/', '/api/logs/'])}${up}${pick(TARGETS)}`;
    });
    return tryAll(service, [...attempts(UP, 4), ...mixtures], 300);
  });
}

function attempts(ups, deepest) {
  const names = ups.flatMap((up) =>
    Array.from({ length: deepest }, (_, index) =>
      TARGETS.slice(0, 3).map((name) => up.repeat(index + 1) + name),
    ).flat(),
  );
  return ['/', '/api/logs/'].flatMap((folder) => [...names, ...ODD].map((name) => folder + name));
}

async function tryAll(service, paths, perSecond) {
  const answers = await atRate(paths.length, perSecond, (index) => service.get(paths[index]));
  for (const [index, answer] of answers.entries()) {
    const leaked = MARKS.find((mark) => answer.text.includes(mark));
    expect(leaked === undefined, `GET ${paths[index]}: returned a file outside its folder (${answer.status}).`);
    expectStatus(answer, [200, 400, 403, 404], `GET ${paths[index]}`);
  }
  expectStatus(await service.get('/api/logs/control.log'), 200, 'GET /api/logs/control.log');
  expectStatus(await service.get('/logo.svg'), 200, 'GET /logo.svg');
  return `tried ${paths.length} path traversals; all were rejected`;
}
