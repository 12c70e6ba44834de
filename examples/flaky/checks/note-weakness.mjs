import { appendReport } from './mission.mjs';

/** Documents the weakness in a report. It is not a failure. */
appendReport(`The queue keeps a message twice if the connection ends before the answer: ${process.env.DUPLICATES}.`);
