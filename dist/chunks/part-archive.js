import { n as reopenPart, t as readPartArchive } from "./part-archive2.js";

export { readPartArchive };