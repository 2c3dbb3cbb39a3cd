// Shows passkeys where the browser has them, and says so kindly when one does not work out.
"use strict";

(() => {
  if (window.PublicKeyCredential) {
    document.querySelectorAll("[data-passkey]").forEach((part) => (part.hidden = false));
    document.querySelectorAll("[data-no-passkey]").forEach((part) => (part.hidden = true));
  }
  const problem = document.querySelector("[data-passkey-problem]");
  document.addEventListener("allauth.error", (event) => {
    if (!problem) return;
    event.preventDefault();
    problem.hidden = false;
  });
})();
