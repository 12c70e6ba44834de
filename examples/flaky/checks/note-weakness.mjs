import { appendReport } from './mission.mjs';

/** Not a failure of its own: a place where somebody who looks for it finds it. */
appendReport(`The queue keeps a message twice when a connection ends before its answer: ${process.env.DUPLICATES}.`);
