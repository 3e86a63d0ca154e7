// Proposes the role of a participant from the positions held on the meeting's date:
// fills it where there is one, offers a choice where there are several.

const $ = window.django.jQuery;
const LANGUAGES = ["ar", "en"];
const PERSON = "select[data-roles-url]";

function meetingDate() {
  const parts = [0, 1, 2].map((n) => document.getElementById(`id_date_${n}`)?.value.trim() ?? "");
  return parts
    .filter(Boolean)
    .map((part) => part.padStart(2, "0"))
    .join("-");
}

function roleInputs(person) {
  const prefix = person.id.replace(/-person$/, "");
  return LANGUAGES.map((code) => document.getElementById(`${prefix}-role_${code}`));
}

function fill(person, role) {
  roleInputs(person).forEach((input, n) => {
    input.value = role[LANGUAGES[n]];
    input.dataset.proposed = input.value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function isOurs(input) {
  return input.value.trim() === "" || input.value === input.dataset.proposed;
}

function offer(person, roles) {
  const row = roleInputs(person)[0].closest(".form-row");
  row.querySelector(".role-choices")?.remove();
  if (roles.length < 2) return;
  const list = document.createElement("ul");
  list.className = "role-choices";
  const code = document.documentElement.lang;
  for (const role of roles) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = role[code] || role.ar || role.en;
    button.dir = "auto";
    button.addEventListener("click", () => {
      fill(person, role);
      list.remove();
    });
    const item = document.createElement("li");
    item.append(button);
    list.append(item);
  }
  row.append(list);
}

async function propose(person) {
  const inputs = roleInputs(person);
  if (!person.value || !inputs.every((input) => input && isOurs(input))) return;
  const question = new URLSearchParams({ person: person.value, date: meetingDate() });
  const answer = await fetch(`${person.dataset.rolesUrl}?${question}`);
  if (!answer.ok) return;
  const { roles } = await answer.json();
  if (!inputs.every(isOurs)) return;
  if (roles.length === 1) fill(person, roles[0]);
  offer(person, roles);
}

$(document).on("change", PERSON, (event) => propose(event.target));
$(document).on("change", "[id^='id_date_']", () => {
  // Roles that are saved stay as they are: they were printed that way.
  for (const person of document.querySelectorAll(PERSON)) {
    if (!person.id.includes("__prefix__")) propose(person);
  }
});
