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
  // A decision: what is chosen in one of its controls, as a list of texts.
  function decide(id, value) {
    window.Shiny.setInputValue("decide", { id: id, value: value }, { priority: "event" });
  }
  document.addEventListener("change", function (event) {
    var place = event.target.closest("[data-decision]");
    if (!place) return;
    if (place.tagName !== "FIELDSET") return decide(place.dataset.decision, [place.value]);
    decide(place.dataset.decision, Array.from(place.querySelectorAll("input:checked"), function (one) { return one.value; }));
  });
  document.addEventListener("click", function (event) {
    var once = event.target.closest("button[data-once]");
    if (once) decide(once.dataset.once, once.dataset.value === undefined ? [] : [once.dataset.value]);
    var move = event.target.closest("button[data-move]");
    if (!move) return;
    var list = move.closest("ol"), item = move.closest("li");
    var order = Array.from(list.children, function (one) { return one.dataset.value; });
    var at = Array.from(list.children).indexOf(item);
    order.splice(at + Number(move.dataset.move), 0, order.splice(at, 1)[0]);
    decide(list.dataset.decision, order);
  });
  // What is drawn anew after a decision is worked on where it was: its focus, and what is
  // being typed there.
  var last = { id: "", value: null };
  document.addEventListener("focusin", function (event) { last = { id: event.target.id, value: null }; });
  document.addEventListener("input", function (event) {
    if (event.target.id === last.id && event.target.type === "text") last.value = event.target.value;
  });
  document.addEventListener("change", function (event) {
    if (event.target.id === last.id) last.value = null;
  });
  new MutationObserver(function () {
    if (document.activeElement !== document.body || !last.id) return;
    var again = document.getElementById(last.id);
    if (!again) return;
    if (again.disabled) again = again.parentElement.querySelector("button:enabled") || again;
    var typed = last.value;
    again.focus({ preventScroll: true });
    if (typed !== null) { again.value = typed; last.value = typed; }
  }).observe(document.getElementById("main"), { childList: true, subtree: true });
  // What is not saved is asked about.
  window.addEventListener("beforeunload", function (event) {
    if (document.querySelector("[data-unsaved]") && document.getElementById("gone").hidden) event.preventDefault();
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
