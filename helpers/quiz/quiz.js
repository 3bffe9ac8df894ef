// Answers a quiz's questions. The page holds the feedback of every answer,
// hidden; the reader's answer copies its own into the question's status line,
// where screen readers read it out.
(() => {
  "use strict";

  // "0.25", "1/4", "25 %" or "1e-3" -> a number; NaN for anything else
  function readNumber(text) {
    const [top, bottom = "1", ...rest] = text
      .replace(/\u2212/g, "-")
      .replace(/[\s%]/g, "")
      .split("/");
    if (top === "" || bottom === "" || rest.length > 0) return NaN;
    return Number(top) / Number(bottom);
  }

  function say(form, right, sources, remark = "") {
    const status = form.querySelector(".quiz-feedback");
    const verdict = document.createElement("strong");
    verdict.textContent = right ? "Right. " : "Not quite. ";
    const said = sources.flatMap((source) => [
      ...[...source.childNodes].map((node) => node.cloneNode(true)),
      document.createTextNode(" "),
    ]);
    status.replaceChildren(verdict, ...said, remark);
    status.dataset.right = String(right);
  }

  function forget(form) {
    const status = form.querySelector(".quiz-feedback");
    status.replaceChildren();
    delete status.dataset.right;
  }

  function feedbackOf(input) {
    return input.closest(".quiz-option").nextElementSibling;
  }

  function markOptions(form) {
    for (const input of form.querySelectorAll(".quiz-option input")) {
      const option = input.closest(".quiz-option");
      if (input.checked) option.dataset.right = input.dataset.right;
      else delete option.dataset.right;
    }
  }

  function answerOne(form, input) {
    say(form, input.dataset.right === "true", [feedbackOf(input)]);
  }

  function answerSeveral(form, input) {
    const inputs = [...form.querySelectorAll("input")];
    const chosen = inputs.filter((each) => each.checked);
    if (chosen.length === 0) return forget(form);
    const wanted = inputs.filter((each) => each.dataset.right === "true").length;
    const found = chosen.filter((each) => each.dataset.right === "true").length;
    // What was ticked last is what the reader thinks of now; after an untick,
    // a wrong answer that still stands comes first.
    const wrong = chosen.find((each) => each.dataset.right !== "true");
    const shown = input.checked ? input : wrong || chosen[0];
    const remark = `(${found} of ${wanted} right answers ticked${
      chosen.length > found ? `, and ${chosen.length - found} wrong` : ""
    }.)`;
    say(form, shown.dataset.right === "true", [feedbackOf(shown)], remark);
  }

  function answerNumber(form) {
    const input = form.querySelector("input");
    const given = readNumber(input.value);
    const feedback = [...form.querySelectorAll("[data-feedback]")];
    if (!Number.isFinite(given)) {
      return say(form, false, [], "Type a number, such as 0.75 or 3/4.");
    }
    const place = JSON.parse(input.dataset.ranges).findIndex(
      ([low, high]) => low <= given && given <= high
    );
    say(form, place === 0, [place < 0 ? feedback[feedback.length - 1] : feedback[place]]);
  }

  function start(form) {
    form.dataset.ready = "true";
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (form.dataset.kind === "number") answerNumber(form);
    });
    form.addEventListener("change", (event) => {
      if (form.dataset.kind === "number") return;
      markOptions(form);
      (form.dataset.kind === "one" ? answerOne : answerSeveral)(form, event.target);
    });
  }

  document.querySelectorAll(".quiz-question:not([data-ready])").forEach(start);
})();
