// Keys press the button that names them, unless somebody is writing or scrolling there.
(function () {
  "use strict";
  document.addEventListener("keydown", function (event) {
    var wanted = document.getElementById("keys");
    if (event.ctrlKey || event.metaKey || event.altKey || (wanted && !wanted.checked)) return;
    if (event.target.closest("select, textarea, input:not([type=checkbox]), [role=region]")) return;
    var button = document.querySelector("button[data-key=" + CSS.escape(event.key) + "]");
    if (!button || button.disabled || event.repeat) return;
    event.preventDefault();
    button.click();
  });
  // A line of R is copied as it stands beside its button.
  document.addEventListener("click", function (event) {
    var button = event.target.closest("button[data-copy]");
    if (!button) return;
    var text = document.getElementById(button.dataset.copy).textContent;
    navigator.clipboard.writeText(text).then(function () {
      button.nextElementSibling.textContent = "Copied";
    }, function () {
      button.nextElementSibling.textContent = "Not copied: select the line and copy it";
    });
  });
  // Which section is shown.
  window.Shiny.addCustomMessageHandler("pressed", function (id) {
    document.querySelectorAll(".sections button").forEach(function (one) {
      one.setAttribute("aria-pressed", String(one.id === id));
    });
  });
  // A browser keeps a page that was left, and its connection, for a while; R shall not wait.
  window.addEventListener("pagehide", function () {
    var app = window.Shiny.shinyapp;
    if (app && app.$socket) app.$socket.close();
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) window.location.reload();
  });
  // shiny tells by jQuery that R has ended or was ended.
  window.jQuery(document).on("shiny:disconnected", function () {
    document.getElementById("gone").hidden = false;
    document.querySelectorAll("main button, main select, main input").forEach(function (one) { one.disabled = true; });
  });
})();
