import { n as readRunArchive, r as unpackRun, t as longestJournal } from "./unpack-run.js";

export { readRunArchive, unpackRun };