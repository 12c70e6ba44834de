import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { appendReport, output } from '../checks/mission.mjs';

/** Builds the file that the service serves from events.csv. A mistake in the list fails the build with its line. */
const [header, ...lines] = readFileSync(new URL('events.csv', import.meta.url), 'utf8')
  .trimEnd()
  .split(/\r?\n/);
if (header !== 'id,title,date,seats') throw new Error(`events.csv:1: expected id,title,date,seats, found ${header}`);

const events = lines.map((line, index) => {
  const place = `events.csv:${index + 2}`;
  const [id, title, date, seats, ...more] = line.split(',');
  if (seats === undefined || more.length > 0) throw new Error(`${place}: expected 4 values, found ${line}`);
  if (!/^[a-z-]+$/.test(id)) throw new Error(`${place}: expected an id of letters and hyphens, found ${id}`);
  if (Number.isNaN(Date.parse(date))) throw new Error(`${place}: expected a date, found ${date}`);
  if (!/^[1-9]\d*$/.test(seats)) throw new Error(`${place}: expected a number of seats, found ${seats}`);
  return { id, title, date, seats: Number(seats) };
});
const twice = events.find(({ id }, index) => events.findIndex((other) => other.id === id) < index);
if (twice !== undefined) throw new Error(`events.csv: expected unique ids, found ${twice.id} twice`);

mkdirSync(process.env.MISSION_DIR, { recursive: true });
writeFileSync(join(process.env.MISSION_DIR, 'catalogue.json'), JSON.stringify(events));
for (const { id, seats } of events) output(id, seats);
appendReport(`| Event | Date | Seats |\n|---|---|---:|`);
for (const { title, date, seats } of events) appendReport(`| ${title} | ${date} | ${seats} |`);
