// The clock of the step at hand: counts down from what the server said, in words.
"use strict";

(() => {
  const words = (element) => {
    const minutes = Math.ceil((new Date(element.dataset.tot) - Date.now()) / 60000);
    const { nog, nogEen, om, langer } = element.dataset;
    const over = minutes < -1 ? langer.replace("#", -minutes) : om;
    const text = minutes > 1 ? nog.replace("#", minutes) : minutes === 1 ? nogEen : over;
    return "hoofdletter" in element.dataset ? text[0].toUpperCase() + text.slice(1) : text;
  };

  const draw = () => {
    for (const element of document.querySelectorAll("[data-tot]")) {
      if (element.dataset.tot) element.textContent = words(element);
    }
  };

  setInterval(draw, 15000);
  document.addEventListener("htmx:afterSettle", draw);
})();
