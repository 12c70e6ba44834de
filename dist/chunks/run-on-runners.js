import { An as onRunners, jn as runOnRunners } from "./mission.js";

export { onRunners };