import { Hn as onRunners, Un as runOnRunners } from "./mission.js";

export { onRunners };