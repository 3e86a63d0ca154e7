// Says under an input with a limit, or with a length that is advised, what is left of it.

const LIMITED = "[maxlength], [data-advised-length], [data-advised-words]";
// From here on the number is read out, too.
const FEW = 20;

function left(input) {
  const { advisedWords, advisedLength } = input.dataset;
  if (advisedWords) {
    return Number(advisedWords) - input.value.split(/\s+/).filter(Boolean).length;
  }
  // A line break is one character, as it is stored.
  return Number(advisedLength ?? input.maxLength) - input.value.trim().length;
}

function words(input, count) {
  const number = Math.abs(count);
  if (input.dataset.advisedWords) {
    return count < 0
      ? ngettext("%s word too many", "%s words too many", number)
      : ngettext("%s word left", "%s words left", number);
  }
  return count < 0
    ? ngettext("%s character too many", "%s characters too many", number)
    : ngettext("%s character left", "%s characters left", number);
}

function counterOf(input) {
  const id = `${input.id}_left`;
  let counter = document.getElementById(id);
  if (!counter) {
    counter = document.createElement("p");
    counter.id = id;
    counter.className = "counter";
    input.after(counter);
    const described = input.getAttribute("aria-describedby");
    input.setAttribute("aria-describedby", described ? `${described} ${id}` : id);
  }
  return counter;
}

function count(input) {
  const counter = counterOf(input);
  const number = left(input);
  const text = interpolate(words(input, number), [Math.abs(number)]);
  if (counter.textContent === text) return;
  counter.textContent = text;
  counter.classList.toggle("is-over", number < 0);
  if (number < FEW) counter.setAttribute("aria-live", "polite");
  else counter.removeAttribute("aria-live");
}

for (const kind of ["focusin", "input"]) {
  document.addEventListener(kind, ({ target }) => {
    if (target.id && target.matches(LIMITED)) count(target);
  });
}
