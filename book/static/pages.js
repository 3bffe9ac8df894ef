// Mends what the scripts of the theme and its extensions leave out on every page.
(() => {
  "use strict";

  // What scrolls sideways in its own box must be within the keyboard's reach.
  // The theme looks once, as the page loads; a box in a fold or a tab has no
  // width then, and on a narrower window more of them scroll.
  const SCROLLING =
    "article pre, article .pst-scrollable-table-container, article div.math, " +
    "article div.cell_output > .output";

  function followScrolling() {
    const follow = new ResizeObserver((entries) => {
      for (const { target } of entries) {
        if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
        else target.removeAttribute("tabindex");
      }
    });
    document.querySelectorAll(SCROLLING).forEach((box) => follow.observe(box));
  }

  // After the theme's own look at them, which it takes when the page has loaded.
  window.addEventListener("load", followScrolling);

  // A click on a folded box's title opens it, but one on a link, a formula or
  // code in that title is an error of sphinx-togglebutton, or opens another box.
  function clickTitle(event) {
    const title = event.target.closest(".admonition.toggle > .admonition-title");
    const button = title && title.querySelector(".toggle-button");
    if (!button || event.target === title || button.contains(event.target)) return;
    event.stopPropagation();
    if (!event.target.closest("a")) button.click();
  }

  document.addEventListener("click", clickTitle, { capture: true });

  // Paper is light: a page that is read in the dark theme is printed in the
  // light one. Folded boxes are opened by sphinx-togglebutton.
  const page = document.documentElement;
  let themeOnScreen = null;

  window.addEventListener("beforeprint", () => {
    themeOnScreen = page.dataset.theme;
    page.dataset.theme = "light";
  });
  window.addEventListener("afterprint", () => {
    if (themeOnScreen !== null) page.dataset.theme = themeOnScreen;
    themeOnScreen = null;
  });
})();
