// Small helps that pages can do without. Everything here works on markup, by data attributes.
"use strict";

// After a failed form, go to the first thing to mend.
document.querySelector(".field--error :is(input, select, textarea)")?.focus();
