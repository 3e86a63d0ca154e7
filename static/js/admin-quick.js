// Adds people, sources and the like from within another form: in a dialog, with their
// essentials alone. Without it Django's own window opens.

const $ = window.django.jQuery;

function choose(select, { key, text }) {
  const option = new Option(text, key, true, true);
  select.append(option);
  $(select).trigger("change");
}

// The element that has the focus where select2 stands before the input.
function focusOf(select) {
  const shown = $(select).data("select2")?.$container[0];
  return shown?.querySelector("input, [role=combobox]") ?? select;
}

function show(dialog, html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const form = page.querySelector("form");
  // A page that is none of ours, such as the login: nothing is lost by leaving it.
  if (!form?.querySelector("#quick-title")) return false;
  dialog.replaceChildren(document.adoptNode(form));
  form.dispatchEvent(new CustomEvent("form:shown", { bubbles: true }));
  const faulty = form.querySelector(".errors :is(input, select, textarea)");
  (faulty ?? form.querySelector(".quick-row :is(input, select, textarea)")).focus();
  return true;
}

async function send(dialog, form, select) {
  const button = form.querySelector("[type=submit]");
  button.disabled = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    if (answer.headers.get("Content-Type").startsWith("application/json")) {
      choose(select, await answer.json());
      dialog.close();
    } else if (!answer.ok || !show(dialog, await answer.text())) {
      throw new Error(answer.statusText);
    }
  } catch {
    button.disabled = false;
    tell(form);
  }
}

function tell(form) {
  const text = gettext("It could not be saved. Try again.");
  const line = form.querySelector(".errornote") ?? document.createElement("p");
  line.className = "errornote";
  line.setAttribute("role", "alert");
  line.textContent = text;
  form.prepend(line);
}

async function open(link, select) {
  const dialog = document.createElement("dialog");
  dialog.className = "quick";
  dialog.setAttribute("aria-labelledby", "quick-title");
  try {
    const answer = await fetch(select.dataset.quickUrl);
    document.body.append(dialog);
    dialog.showModal();
    if (!answer.ok || !show(dialog, await answer.text())) throw new Error(answer.statusText);
  } catch {
    dialog.remove();
    window.showRelatedObjectPopup(link);
    return;
  }
  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    send(dialog, event.target, select);
  });
  dialog.addEventListener("click", ({ target }) => {
    if (target.closest("[data-close]")) dialog.close();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    focusOf(select).focus();
  });
}

$(document).on("django:show-related", ".add-related", (event) => {
  const link = event.target.closest(".add-related");
  const select = link.closest(".related-widget-wrapper").querySelector("select[data-quick-url]");
  if (!select) return;
  event.preventDefault();
  open(link, select);
});
