import { t as packPart } from "./pack2.js";

export { packPart };