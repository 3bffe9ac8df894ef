// Paper is light: a page that is read in the dark theme is printed in the light
// one. Folded boxes are opened by the theme's own script.
(() => {
  "use strict";

  const page = document.documentElement;
  let shown = null;

  window.addEventListener("beforeprint", () => {
    shown = page.dataset.theme;
    page.dataset.theme = "light";
  });
  window.addEventListener("afterprint", () => {
    if (shown !== null) page.dataset.theme = shown;
    shown = null;
  });
})();
