/* One function holds all scripts of the page; close.js ends it. */
(() => {
"use strict";
