// Draws the book's interactive figures. helpers/figures/interactive.py writes
// each as a block of HTML with its frames as JSON; Plotly draws them, and
// ordinary inputs choose among them. Plotly is loaded by the first page that
// needs it, from the book itself.
(() => {
  "use strict";

  const bookScript = document.currentScript.src;

  function loadPlotly() {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL("vendored/plotly.min.js", bookScript).href;
      script.onload = () => resolve(window.Plotly);
      script.onerror = () => reject(new Error(`could not load ${script.src}`));
      document.head.append(script);
    });
  }

  // "var(--fig-blue, #003f73)" -> the value that the page's theme gives it now
  function withThemeColors(value) {
    const style = getComputedStyle(document.documentElement);
    const text = JSON.stringify(value).replace(
      /var\((--fig-[a-z]+), (#[0-9a-f]{6})\)/g,
      (_, name, fallback) => style.getPropertyValue(name).trim() || fallback
    );
    return JSON.parse(text);
  }

  function isPlain(value) {
    // Plotly packs a NumPy array as {dtype, bdata}: one value, not an object.
    return typeof value === "object" && value !== null && !Array.isArray(value) && !value.bdata;
  }

  // A frame says only what it changes: {marker: {size: 9}} keeps the color.
  function merge(base, change) {
    const merged = { ...base };
    for (const [key, value] of Object.entries(change || {})) {
      merged[key] = isPlain(value) && isPlain(merged[key]) ? merge(merged[key], value) : value;
    }
    return merged;
  }

  // On a narrower box a figure is drawn this wide, in pixels, and scaled down as
  // a whole, as the book's other figures are: its labels would run into each other.
  const LEAST_WIDTH = 400;
  const LEAST_WIDTH_SIDE_BY_SIDE = 560;

  function widthToDraw(layout, available) {
    const sideBySide = Object.keys(layout).some((name) => /^xaxis\d/.test(name));
    return Math.max(available, sideBySide ? LEAST_WIDTH_SIDE_BY_SIDE : LEAST_WIDTH);
  }

  // Moves a slider from value to value, until its end or until somebody else
  // takes hold of it. It never starts by itself.
  class Player {
    static FRAME_MS = 250;

    constructor(button, slider, readout) {
      Object.assign(this, { button, slider, readout, timer: null });
      button.hidden = false;
      button.addEventListener("click", () => (this.timer ? this.stop() : this.play()));
      slider.addEventListener("input", (event) => event.isTrusted && this.stop());
    }

    play() {
      if (this.slider.value === this.slider.max) this.move(this.slider.min);
      this.button.textContent = "Pause";
      // A screen reader would try to say every frame.
      this.readout.setAttribute("aria-live", "off");
      this.timer = setInterval(() => this.step(), Player.FRAME_MS);
    }

    step() {
      this.move(Number(this.slider.value) + 1);
      if (this.slider.value === this.slider.max) this.stop();
    }

    stop() {
      clearInterval(this.timer);
      this.timer = null;
      this.button.textContent = "Play";
      this.readout.setAttribute("aria-live", "polite");
    }

    move(value) {
      this.slider.value = value;
      this.slider.dispatchEvent(new Event("input"));
    }
  }

  class InteractiveFigure {
    constructor(block) {
      this.block = block;
      this.plot = block.querySelector(".fig-plot");
      this.readout = block.querySelector(".fig-readout");
      this.controls = [...block.querySelectorAll(".fig-controls input, .fig-controls select")];
      this.content = JSON.parse(block.querySelector("script").textContent);
    }

    start(Plotly) {
      this.Plotly = Plotly;
      for (const control of this.controls) {
        // Programs that fill in forms send only the second.
        for (const event of ["input", "change"]) {
          control.addEventListener(event, () => this.draw());
        }
        const button = control.parentElement.querySelector(".fig-play");
        if (button) new Player(button, control, this.readout);
      }
      this.draw();
      this.followWidth();
      this.block.dataset.ready = "true";
    }

    // Also where the window keeps its size: a sidebar that folds, a tab that
    // opens, a page that is printed.
    followWidth() {
      let width = this.plot.clientWidth;
      new ResizeObserver(() => {
        const now = this.plot.clientWidth;
        if (now === 0 || now === width) return;
        width = now;
        this.draw();
      }).observe(this.plot);
    }

    // The last control varies fastest.
    frameNumber() {
      return this.controls.reduce((number, control) => {
        const count = control.options ? control.options.length : Number(control.max) + 1;
        return number * count + Number(control.value);
      }, 0);
    }

    draw() {
      const number = this.frameNumber();
      const frame = this.content.frames[number];
      const data = [...this.content.data];
      (frame.data || []).forEach((change, place) => {
        const trace = frame.traces ? frame.traces[place] : place;
        data[trace] = merge(data[trace], change);
      });
      const font = { family: getComputedStyle(this.block).fontFamily };
      const layout = merge({ font }, merge(this.content.layout, frame.layout));
      layout.width = widthToDraw(layout, this.plot.clientWidth);
      this.Plotly.react(this.plot, withThemeColors(data), withThemeColors(layout), {
        displayModeBar: false,
      });
      this.fit(layout);
      this.describe(number);
    }

    fit({ width, height }) {
      const available = this.plot.clientWidth || width;
      const drawing = this.plot.querySelector(".plot-container");
      drawing.style.transformOrigin = "0 0";
      drawing.style.transform = available < width ? `scale(${available / width})` : "";
      this.plot.style.minHeight = "0";
      this.plot.style.height = `${height * Math.min(1, available / width)}px`;
    }

    describe(number) {
      // Unchanged text is left alone, so that screen readers don't repeat it.
      if (this.readout.textContent !== this.content.readouts[number]) {
        this.readout.textContent = this.content.readouts[number];
      }
      for (const control of this.controls) {
        if (!control.dataset.values) continue;
        const shown = JSON.parse(control.dataset.values)[control.value];
        control.setAttribute("aria-valuetext", shown);
        control.parentElement.querySelector("output").textContent = shown;
      }
    }

    giveUp() {
      this.plot.removeAttribute("style");
      this.plot.textContent = `This figure could not be drawn. ${this.plot.ariaLabel}`;
      this.block.querySelector(".fig-controls").hidden = true;
      this.block.dataset.ready = "failed";
    }
  }

  async function startFigures() {
    const figures = [...document.querySelectorAll(".fig-interactive")].map(
      (block) => new InteractiveFigure(block)
    );
    if (figures.length === 0) return;
    try {
      const Plotly = await loadPlotly();
      figures.forEach((figure) => figure.start(Plotly));
    } catch (error) {
      figures.forEach((figure) => figure.giveUp());
      throw error;
    }
    new MutationObserver(() => figures.forEach((figure) => figure.draw())).observe(
      document.documentElement,
      { attributes: true, attributeFilter: ["data-theme"] }
    );
  }

  startFigures();
})();
