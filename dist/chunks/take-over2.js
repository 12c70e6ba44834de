import { n as takeOver, t as attemptIn } from "./take-over.js";

export { takeOver };