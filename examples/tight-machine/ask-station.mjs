import { appendFileSync } from 'node:fs';
import { setTimeout as answerAfter } from 'node:timers/promises';

/** The wind in metres per second, which the station measures for three seconds before it answers. */
const wind = await answerAfter(3000, (Number(process.env.STATION) * 7) % 13);
appendFileSync(process.env.MISSION_OUTPUT, `wind=${wind}\n`);
