// A planning that is wider than the screen starts where today is, instead of at its first year.
"use strict";

function showToday(strip) {
  const today = strip.querySelector(".pl-vandaag");
  const names = strip.querySelector(".pl-namen");
  if (!today || strip.scrollWidth <= strip.clientWidth) return;
  const room = strip.clientWidth - names.offsetWidth;
  const at = today.getBoundingClientRect().left - strip.getBoundingClientRect().left - names.offsetWidth;
  strip.scrollLeft += at - room / 2;
}

document.querySelectorAll(".planningstrook").forEach(showToday);
document.addEventListener("toggle", (event) => {
  if (event.target.matches(".planningdeel[open]")) event.target.querySelectorAll(".planningstrook").forEach(showToday);
}, true);
