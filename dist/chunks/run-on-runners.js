import { Bn as runOnRunners, zn as onRunners } from "./mission.js";

export { onRunners };