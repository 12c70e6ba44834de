import { a as evaluateTemplate, i as evaluateCondition, n as parseTemplate, r as references, t as parseCondition } from "./expressions.js";

export { evaluateCondition, evaluateTemplate, parseCondition, parseTemplate, references };