import { n as tasksWithoutFiles, t as restoreFiles } from "./archived-files2.js";

export { restoreFiles, tasksWithoutFiles };