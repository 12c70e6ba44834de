import { i as mostFiles, n as matchesOf, r as mostBytes, t as keepFiles } from "./keep-files2.js";

export { keepFiles };