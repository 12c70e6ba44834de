const require_documents = require("./documents.js");

// src/fleet/runners/defaults.ts
const DEFAULT_OVERHEAD = require_documents.JOB_SET_UP;

Object.defineProperty(exports, "DEFAULT_OVERHEAD", {
  enumerable: true,
  get: function () {
    return DEFAULT_OVERHEAD;
  }
});