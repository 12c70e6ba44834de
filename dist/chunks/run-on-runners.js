import { Mn as runOnRunners, jn as onRunners } from "./mission.js";

export { onRunners };