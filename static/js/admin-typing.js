// While a record is written: shows at its input what is to be looked at again, and
// proposes the name in the address. Without it the warnings come at saving.

const PAUSE = 700;
const region = document.querySelector("[data-typing-url]");
const form = region?.closest("form");
const slug = document.getElementById("id_slug");
let timer = 0;
let isAsking = false;
let isStale = false;

function typed() {
  const data = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") data.append(name, value);
  }
  data.set("_record", region.dataset.record);
  return data;
}

// One question at a time; what was typed meanwhile is asked next.
async function ask() {
  if (isAsking) {
    isStale = true;
    return;
  }
  isAsking = true;
  try {
    do {
      isStale = false;
      const answer = await fetch(region.dataset.typingUrl, { method: "POST", body: typed() });
      if (answer.ok && !answer.redirected) show(await answer.json());
    } while (isStale);
  } catch {
    // The network may be gone for a moment; saving tells the same.
  }
  isAsking = false;
}

function askSoon() {
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE);
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function warningOf({ field, text, links }) {
  const made = element("p", { className: "field-warning" }, text);
  made.dataset.key = `${field} ${text} ${links.map((link) => link.url)}`;
  for (const { url, text: name } of links) {
    const bdi = element("bdi", {}, name);
    made.append(" ", element("a", { href: url, target: "_blank", rel: "noopener" }, bdi));
  }
  // Saving need not say again what is on the page.
  made.append(element("input", { type: "hidden", name: "_warned", value: text }));
  return made;
}

function show(answer) {
  const gone = new Map(
    [...form.querySelectorAll(".field-warning")].map((shown) => [shown.dataset.key, shown]),
  );
  const news = [];
  for (const warned of answer.warnings) {
    const made = warningOf(warned);
    if (gone.delete(made.dataset.key)) continue;
    const input = document.getElementById(warned.field);
    const place = input?.closest(".fieldBox, .form-multiline > div, .form-row, .quick-row");
    if (!place) continue;
    place.append(made);
    news.push(warned.text);
  }
  for (const shown of gone.values()) shown.remove();
  if (news.length || gone.size) region.textContent = news.join(" ");
  propose(answer.slug);
}

function propose(proposed) {
  form.querySelector(".slug-proposal")?.remove();
  if (!slug || slug.form !== form || !proposed || proposed === slug.value) return;
  if (slug.value === "" || slug.value === slug.dataset.proposed) {
    slug.value = slug.dataset.proposed = proposed;
    return;
  }
  const bdi = element("bdi", { dir: "ltr" }, proposed);
  const button = element("button", { type: "button" }, gettext("Use the proposal:"), " ", bdi);
  button.addEventListener("click", () => {
    slug.value = slug.dataset.proposed = proposed;
    line.remove();
    slug.focus();
    slug.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const line = element("p", { className: "slug-proposal" }, button);
  slug.closest(".form-row").append(line);
}

if (form) {
  form.addEventListener("input", askSoon);
  form.addEventListener("change", askSoon);
  document.addEventListener("formset:removed", askSoon);
  // The autocomplete inputs tell of a choice through jQuery only.
  window.django.jQuery(form).on("change", "select", askSoon);
}
