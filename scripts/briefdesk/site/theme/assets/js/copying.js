/*
 * Buttons that copy a text of the page. The text can be selected without them, so they stand
 * there only where a script can do it; what became of it is told beside the button and aloud.
 */
(function () {
  "use strict";

  /** Copy by selecting, for pages that are not served securely; true where it worked. */
  function copySelected(place) {
    const selection = getSelection();
    selection.selectAllChildren(place);
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch {
      done = false;
    }
    return done;
  }

  async function copy(place) {
    try {
      await navigator.clipboard.writeText(place.textContent);
      return true;
    } catch {
      return copySelected(place);
    }
  }

  for (const part of document.querySelectorAll("[data-bd-copying]")) {
    const status = part.querySelector("[role=status]");
    for (const button of part.querySelectorAll("[data-bd-copy]")) {
      const place = document.getElementById(button.dataset.bdCopy);
      const [word] = button.childNodes;
      const before = word.data;
      let timer = 0;
      button.hidden = false;
      button.addEventListener("click", async () => {
        const done = await copy(place);
        word.data = done ? "Copied" : "Selected: copy it with the keyboard";
        status.textContent = word.data;
        clearTimeout(timer);
        timer = setTimeout(() => {
          word.data = before;
          status.textContent = "";
        }, 4000);
      });
    }
  }
})();
