import { i as writeTar, n as digestOf, r as readTar, t as InvalidArchiveError } from "./tar.js";

export { digestOf, readTar, writeTar };