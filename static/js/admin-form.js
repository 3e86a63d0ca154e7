// Warns before typed text is lost, and names the editor's buttons in the editor's
// language. Without it the form works just the same.

const form = document.querySelector("#content-main form[id$='_form']");
let isChanged = Boolean(document.querySelector(".errornote"));

function noteChange() {
  isChanged = true;
}

if (form) {
  form.addEventListener("input", noteChange);
  // The autocomplete inputs tell of a choice through jQuery only.
  window.django?.jQuery(form).on("change", "select", noteChange);
  form.addEventListener("submit", () => {
    isChanged = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
}

// Whoever adds a row goes on in it.
document.addEventListener("formset:added", ({ target }) => {
  const first = "input:not([type=hidden]), textarea, select:not(.admin-autocomplete), .select2-selection";
  // The autocomplete inputs of the row are made ready by others first.
  setTimeout(() => target.querySelector(first)?.focus(), 0);
});

const gettext = window.gettext ?? ((text) => text);

const BUTTONS = {
  bold: gettext("Bold"),
  italic: gettext("Italic"),
  "unordered list": gettext("Bulleted list"),
  "ordered list": gettext("Numbered list"),
  "List properties": gettext("List properties"),
  blockquote: gettext("Quotation"),
  paragraph: gettext("Paragraph"),
  "insert link": gettext("Link"),
  "remove link": gettext("Remove the link"),
  undo: gettext("Undo"),
  redo: gettext("Redo"),
  "heading 3": gettext("Heading"),
  "heading 4": gettext("Smaller heading"),
};

function nameButtons(root) {
  for (const button of root.querySelectorAll("[title]")) {
    const name = BUTTONS[button.title];
    if (name) {
      button.title = name;
      button.setAttribute("aria-label", name);
    }
  }
  for (const option of root.querySelectorAll(".prose-menubar__option > *")) {
    option.textContent = BUTTONS[option.textContent.toLowerCase()] ?? option.textContent;
  }
}

function adopt(editor) {
  nameButtons(editor);
  // Text and toolbar each read in their own language.
  editor.querySelector(".prose-menubar")?.setAttribute("lang", document.documentElement.lang);
  const { id } = editor.querySelector("textarea");
  const label = document.querySelector(`label[for="${id}"]`);
  const text = editor.querySelector("[contenteditable]");
  if (label && text) {
    text.setAttribute("aria-label", label.textContent.replace(/:\s*$/, ""));
    label.addEventListener("click", () => text.focus());
  }
}

// An editor may have been there before this module; its toolbar comes a moment later.
function adoptSoon(editor) {
  setTimeout(() => adopt(editor), 0);
}

document.querySelectorAll(".prose-editor").forEach(adoptSoon);
document.addEventListener("prose-editor:ready", (event) => {
  adoptSoon(event.target.closest(".prose-editor"));
});
