// While a record is written: shows at its input what is to be looked at again, and
// proposes the name in the address. Without it the warnings come at saving.

const PAUSE = 700;

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function typed(form, region) {
  const data = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") data.append(name, value);
  }
  data.set("_record", region.dataset.record);
  data.set("_prefix", region.dataset.prefix ?? "");
  return data;
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

function warn(form, region, warnings) {
  const shown = [...form.querySelectorAll(".field-warning")];
  const gone = new Map(shown.map((one) => [one.dataset.key, one]));
  const news = [];
  for (const warned of warnings) {
    const made = warningOf(warned);
    if (gone.delete(made.dataset.key)) continue;
    const input = document.getElementById(warned.field);
    const place = input?.closest(".fieldBox, .form-multiline > div, .form-row, .quick-row");
    if (!place) continue;
    place.append(made);
    news.push(warned.text);
  }
  for (const one of gone.values()) one.remove();
  if (news.length || gone.size) region.textContent = news.join(" ");
}

function propose(form, proposed) {
  form.querySelector(".slug-proposal")?.remove();
  const slug = form.querySelector("#id_slug");
  if (!slug || !proposed || proposed === slug.value) return;
  const take = () => {
    slug.value = slug.dataset.proposed = proposed;
  };
  if (slug.value === "" || slug.value === slug.dataset.proposed) {
    take();
    return;
  }
  const bdi = element("bdi", { dir: "ltr" }, proposed);
  const button = element("button", { type: "button" }, gettext("Use the proposal:"), " ", bdi);
  const line = element("p", { className: "slug-proposal" }, button);
  button.addEventListener("click", () => {
    take();
    line.remove();
    slug.focus();
    slug.dispatchEvent(new Event("input", { bubbles: true }));
  });
  slug.closest(".form-row").append(line);
}

function watch(form) {
  const region = form.querySelector("[data-typing-url]");
  if (!region) return;
  let timer = 0;
  let isAsking = false;
  let isStale = false;

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
        const body = typed(form, region);
        const answer = await fetch(region.dataset.typingUrl, { method: "POST", body });
        if (!answer.ok || answer.redirected) break;
        const { warnings, slug } = await answer.json();
        if (!form.isConnected) break;
        warn(form, region, warnings);
        propose(form, slug);
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

  form.addEventListener("input", askSoon);
  form.addEventListener("change", askSoon);
  form.addEventListener("formset:removed", askSoon);
  // The autocomplete inputs tell of a choice through jQuery only.
  window.django.jQuery(form).on("change", "select", askSoon);
}

const form = document.querySelector("#content-main form [data-typing-url]")?.closest("form");
if (form) watch(form);
// Forms in dialogs come later.
document.addEventListener("form:shown", (event) => watch(event.target));
