import { appendFileSync, readFileSync } from 'node:fs';

const { needs } = JSON.parse(readFileSync(process.env.MISSION_CONTEXT, 'utf8'));
const all = Object.entries(needs);
const islands = all.filter(([id]) => id.startsWith('survey')).map(([id, { outputs }]) => ({ id, ...outputs }));
const stations = all.filter(([id]) => id.startsWith('weather'));

const rows = islands.map(
  ({ id, land, peak }) => `| ${id.slice('survey ('.length).split(',')[0]} | ${land} % | ${peak} m |\n`,
);
appendFileSync(process.env.MISSION_REPORT, `| Island | Land | Peak |\n|---|---:|---:|\n${rows.join('')}`);

for (const { id, land } of islands) {
  if (!(land > 0 && land < 100)) throw new Error(`expected land and sea in ${id}, found ${land} % of land`);
}
const silent = stations.filter(([, { outputs }]) => outputs.wind === undefined).map(([id]) => id);
if (silent.length > 0) throw new Error(`expected an answer of every station, found none of ${silent.join(', ')}`);
