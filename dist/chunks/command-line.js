import { b as runCommandLine } from "./mission.js";

export { runCommandLine };