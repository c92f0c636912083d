interface Found {
  name: string;
  says: string;
  href: string;
}

interface Answer {
  groups: readonly { id: string; name: string; results: readonly Found[] }[];
  alike: readonly Found[];
}

const pauseMs = 120;

/** Opens the search over the page. `form`: the plain one of the header, whose addresses it uses. */
export function openPalette(form: HTMLFormElement): void {
  const known = document.querySelector<HTMLDialogElement>('dialog.palette');
  const dialog = known ?? newPalette(form);
  dialog.showModal();
  dialog.querySelector('input')?.select();
}

function newPalette(form: HTMLFormElement): HTMLDialogElement {
  const dialog = element('dialog', { class: 'palette', 'aria-label': 'Search' });
  const ask = element('form', { method: 'get', action: form.action });
  const field = element('input', {
    class: 'control',
    type: 'search',
    name: 'q',
    maxlength: '100',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: 'Models, publishers, families, licenses, pages …',
    role: 'combobox',
    'aria-label': 'Search',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': 'palette-list',
  });
  const list = element('div', { id: 'palette-list', role: 'listbox', 'aria-label': 'Results' });
  const status = element('p', { role: 'status' });
  const kept = form.querySelector('input[type="hidden"]');
  ask.append(field, ...(kept ? [kept.cloneNode()] : []));
  dialog.append(ask, list, status);
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });
  field.addEventListener('input', asker({ ask, field, list, status, results: form.dataset.results ?? '' }));
  field.addEventListener('keydown', (event) => {
    // A field of this type would keep the first Esc to empty itself.
    if (event.key === 'Escape' && !event.isComposing) {
      event.preventDefault();
      dialog.close();
    } else move(event, field, list);
  });
  document.body.append(dialog);
  return dialog;
}

interface Parts {
  ask: HTMLFormElement;
  field: HTMLInputElement;
  list: HTMLElement;
  status: HTMLElement;
  results: string;
}

/** Asks once the fingers rest; an answer that came too late is thrown away. */
function asker({ ask, field, list, status, results }: Parts): () => void {
  let timer = 0;
  let running = new AbortController();
  return () => {
    clearTimeout(timer);
    running.abort();
    running = new AbortController();
    const { signal } = running;
    if (field.value.trim() === '') {
      show({ groups: [], alike: [] }, { field, list });
      status.textContent = '';
      return;
    }
    timer = window.setTimeout(async () => {
      const query = new URLSearchParams([...new FormData(ask)].map(([key, value]) => [key, String(value)]));
      try {
        const response = await fetch(`${results}?${query}`, { signal });
        if (!response.ok) throw new Error(`the search answered ${response.status}`);
        const answer: Answer = await response.json();
        const count = show(answer, { field, list });
        status.textContent =
          count > 0
            ? `${count} results`
            : answer.alike.length > 0
              ? 'Nothing by this name. Alike:'
              : 'Nothing by this name.';
      } catch {
        if (!signal.aborted) status.textContent = 'No answer. Press Enter for the page of results.';
      }
    }, pauseMs);
  };
}

/** Lists an answer; returns how much was found. */
function show({ groups, alike }: Answer, { field, list }: Pick<Parts, 'field' | 'list'>): number {
  const all =
    groups.length > 0
      ? groups
      : alike.length > 0
        ? [{ id: 'alike', name: 'Did you mean', results: alike }]
        : [];
  list.replaceChildren(
    ...all.map(({ id, name, results }) => {
      const group = element('div', { role: 'group', 'aria-labelledby': `palette-${id}` });
      const head = element('div', { id: `palette-${id}`, class: 'head', role: 'presentation' });
      head.textContent = name;
      group.append(head, ...results.slice(0, 5).map((found, at) => optionOf(found, `palette-${id}-${at}`)));
      return group;
    }),
  );
  field.setAttribute('aria-expanded', String(all.length > 0));
  field.removeAttribute('aria-activedescendant');
  return groups.reduce((sum, { results }) => sum + Math.min(5, results.length), 0);
}

function optionOf({ name, says, href }: Found, id: string): HTMLElement {
  const option = element('a', { id, role: 'option', tabindex: '-1', 'aria-selected': 'false', href });
  const [title, about] = [element('bdi', {}), element('bdi', { class: 'says' })];
  title.textContent = name;
  about.textContent = says;
  option.append(title, ' ', about);
  return option;
}

function move(event: KeyboardEvent, field: HTMLInputElement, list: HTMLElement): void {
  const options = [...list.querySelectorAll<HTMLElement>('[role="option"]')];
  const at = options.findIndex((one) => one.getAttribute('aria-selected') === 'true');
  const chosen = options[at];
  if (event.key === 'Enter' && chosen && !event.isComposing) {
    event.preventDefault();
    chosen.click();
    return;
  }
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (by === 0 || options.length === 0) return;
  event.preventDefault();
  // Past either end the field itself is next.
  const next = at === -1 && by === -1 ? options.length - 1 : at + by;
  chosen?.setAttribute('aria-selected', 'false');
  const now = options[next];
  now?.setAttribute('aria-selected', 'true');
  now?.scrollIntoView({ block: 'nearest' });
  if (now) field.setAttribute('aria-activedescendant', now.id);
  else field.removeAttribute('aria-activedescendant');
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
