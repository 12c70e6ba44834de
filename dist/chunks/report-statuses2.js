import { n as reportStatuses, t as connect } from "./report-statuses.js";

export { reportStatuses };