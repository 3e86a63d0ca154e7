// Gives the inputs that find records, which select2 builds, the names of their labels.

const $ = window.django.jQuery;

function name(select) {
  const label = document.querySelector(`label[for="${select.id}"]`);
  const container = $(select).data("select2")?.$container[0];
  if (!label || !container) return;
  const text = label.textContent.replace(/:\s*$/, "");
  const parts = container.querySelectorAll(
    ".select2-selection--single, .select2-selection__rendered[role], .select2-search__field",
  );
  for (const part of parts) {
    part.removeAttribute("aria-labelledby");
    part.setAttribute("aria-label", text);
  }
}

function nameAll(root) {
  root.querySelectorAll("select.admin-autocomplete").forEach(name);
}

// The list and its search field are made when it opens.
$(document).on("select2:open", (event) => {
  const label = document.querySelector(`label[for="${event.target.id}"]`);
  const text = label?.textContent.replace(/:\s*$/, "") ?? "";
  const parts = ".select2-dropdown .select2-search__field, .select2-results__options";
  for (const part of document.querySelectorAll(parts)) part.setAttribute("aria-label", text);
});

$(document).on("change", "select.admin-autocomplete", (event) => {
  // Select2 writes its search field anew.
  setTimeout(() => name(event.target), 0);
});

document.addEventListener("formset:added", ({ target }) => setTimeout(() => nameAll(target), 0));
$(() => setTimeout(() => nameAll(document), 0));
