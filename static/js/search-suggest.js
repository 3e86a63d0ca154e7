// Suggestions while a reader types: an editable combobox with a listbox, as the ARIA
// Authoring Practices describe it. Asks one thing at a time, the latest last.

const PAUSE = 150; // milliseconds
const LEAST = 2; // letters

function mark(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  return element;
}

function make(name, attributes, ...children) {
  const element = mark(document.createElement(name), attributes);
  element.append(...children);
  return element;
}

class Suggestions {
  active = -1;
  isAsking = false;

  constructor(input) {
    const id = `${input.id}-suggestions`;
    this.input = mark(input, {
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-controls": id,
    });
    this.list = make("ul", {
      id,
      class: "suggestions",
      role: "listbox",
      "aria-label": input.dataset.suggestLabel,
    });
    input.after(this.list);
    this.open(false);
    input.addEventListener("input", () => this.wait());
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("blur", () => this.close());
    // A press must not take the focus from the input before the click arrives.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[data-url]");
      if (option) location.assign(option.dataset.url);
    });
  }

  get text() {
    return this.input.value.trim();
  }

  wait() {
    clearTimeout(this.timer);
    if (this.text.length < LEAST) this.open(false);
    else this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    if (this.isAsking) return;
    this.isAsking = true;
    const asked = this.text;
    const query = new URLSearchParams({ q: asked });
    try {
      const answer = await fetch(`${this.input.dataset.suggest}?${query}`);
      this.show(await answer.json());
    } catch {
      this.open(false);
    }
    this.isAsking = false;
    if (this.text !== asked) this.wait();
  }

  show([, titles, kinds, urls]) {
    const options = titles.map((title, index) =>
      make(
        "li",
        { id: `${this.list.id}-${index}`, role: "option", "data-url": urls[index] },
        make("bdi", {}, title),
        make("span", {}, kinds[index]),
      ),
    );
    this.list.replaceChildren(...options);
    const isWanted = document.activeElement === this.input && this.text.length >= LEAST;
    this.open(isWanted && options.length > 0);
  }

  open(isOpen) {
    this.list.hidden = !isOpen;
    mark(this.input, { "aria-expanded": isOpen });
    this.move(-1);
  }

  close() {
    clearTimeout(this.timer);
    this.open(false);
  }

  move(index) {
    this.active = index;
    this.input.removeAttribute("aria-activedescendant");
    [...this.list.children].forEach((option, place) => {
      mark(option, { "aria-selected": place === index });
      if (place !== index) return;
      mark(this.input, { "aria-activedescendant": option.id });
      option.scrollIntoView({ block: "nearest" });
    });
  }

  press(event) {
    const size = this.list.children.length;
    const isOpen = !this.list.hidden;
    if (event.isComposing) return;
    if (["ArrowDown", "ArrowUp"].includes(event.key) && size) {
      const step = event.key === "ArrowDown" ? 1 : -1;
      const next = this.active < 0 && step < 0 ? size - 1 : this.active + step;
      if (!isOpen) this.open(true);
      // Past either end the reader is back in what was typed.
      this.move(next < size ? next : -1);
    } else if (event.key === "Enter" && isOpen && this.active >= 0) {
      location.assign(this.list.children[this.active].dataset.url);
    } else if (event.key === "Escape" && isOpen) {
      this.close();
    } else {
      return;
    }
    event.preventDefault();
  }
}

document.querySelectorAll("[data-suggest]").forEach((input) => new Suggestions(input));
