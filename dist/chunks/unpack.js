import { n as unpackPart, t as placeFiles } from "./unpack2.js";

export { unpackPart };