import { n as planCommand, t as knowledge } from "./plan.js";

export { planCommand };