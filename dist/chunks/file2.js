import { n as readHistory, t as openHistory } from "./file.js";

export { openHistory, readHistory };