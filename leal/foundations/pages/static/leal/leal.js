// What script adds; nothing here is needed to use a page.

const narrow = window.matchMedia("(max-width: 47.99rem)");

// Long lists arrive open. On a phone they are folded, but for the one the address points into.
function foldOnPhones() {
  for (const fold of document.querySelectorAll("details[data-fold-on-phones]")) {
    const wanted = location.hash && fold.querySelector(CSS.escape ? `#${CSS.escape(location.hash.slice(1))}` : "nothing");
    fold.open = !narrow.matches || Boolean(wanted);
  }
}

// Paper has no folds. What was shut is shut again afterwards.
let shut = [];
window.addEventListener("beforeprint", () => {
  shut = [...document.querySelectorAll("details:not([open])")];
  for (const fold of shut) fold.open = true;
});
window.addEventListener("afterprint", () => {
  for (const fold of shut) fold.open = false;
});

// A form that came back with errors: read them first.
document.querySelector(".ds_error-summary")?.focus();

// What is new is said, and the keyboard stays where it was.
function tell(progress, news) {
  const [said, measured] = progress.children;
  const [words, measure] = news.children;
  if (said.textContent !== words.textContent) said.textContent = words.textContent;
  measured.value = measure.value;
  measured.max = measure.max;
  if (news.dataset.again) return;
  const reader = progress.contains(document.activeElement);
  delete progress.dataset.again;
  progress.lastElementChild.remove();
  if (!reader) return;
  said.tabIndex = -1;
  said.focus();
}

// Long work: look again until it is done. Without script the link does it.
function lookAgain() {
  const progress = document.querySelector("[data-again]");
  if (!progress) return;
  setTimeout(async () => {
    const answer = await fetch(progress.dataset.again, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const news = page.querySelector(".le_progress");
    if (news) tell(progress, news);
    lookAgain();
  }, 2000);
}

// The design system's own script, only on pages with a part that asks for it.
if (document.querySelector('[data-module^="ds-"]')) {
  const address = document.querySelector("script[data-design-system]").dataset.designSystem;
  import(address).then((system) => system.default.initAll());
}

foldOnPhones();
narrow.addEventListener("change", foldOnPhones);
lookAgain();
