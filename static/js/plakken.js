// The page where a table is pasted: the browser has the table as HTML too, which knows cells with line ends.
"use strict";

document.addEventListener("paste", (event) => {
  const form = event.target.closest("form[data-plakken]");
  if (!form || event.target.name !== "tekst") return;
  form.elements.html.value = event.clipboardData.getData("text/html");
});

// What is typed after pasting counts: then the text is all there is.
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-plakken]");
  if (form && event.target.name === "tekst" && event.inputType !== "insertFromPaste") form.elements.html.value = "";
});
