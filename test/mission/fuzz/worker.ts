import { parentPort, workerData } from 'node:worker_threads';
import { fuzz } from './fuzz.ts';

/** Tries the inputs that `workerData` describes, and posts the result. */
parentPort?.postMessage(fuzz(workerData.source, workerData.budget));
