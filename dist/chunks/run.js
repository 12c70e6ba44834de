import { t as runCommand } from "./mission.js";

export { runCommand };