import { Un as onRunners, Wn as runOnRunners } from "./mission.js";

export { onRunners };