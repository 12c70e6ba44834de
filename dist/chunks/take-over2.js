import { t as takeOver } from "./take-over.js";

export { takeOver };