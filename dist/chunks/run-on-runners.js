import { Bn as onRunners, Vn as runOnRunners } from "./mission.js";

export { onRunners };