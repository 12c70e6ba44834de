import { parentPort, workerData } from 'node:worker_threads';
import { fuzz } from './fuzz.ts';

/** Tries the inputs that it is told to, and tells what came of it. */
parentPort?.postMessage(fuzz(workerData.source, workerData.budget));
