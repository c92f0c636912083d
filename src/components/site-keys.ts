// Keys for what stands on the page anyway. Every key clicks a link that names it in `aria-keyshortcuts`.
import { areKeysOff } from './keys-choice.ts';

/** Where a key is somebody else's. */
const taken = 'input, select, textarea, [contenteditable], dialog';

addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const { key, target } = event;
  const withControl = event.ctrlKey || event.metaKey;
  if (withControl && !event.altKey && !event.shiftKey && key.toLowerCase() === 'k') return search(event);
  if (withControl || event.altKey || (target instanceof Element && target.closest(taken))) return;
  if (areKeysOff()) return;
  if (key === '/') return search(event);
  if (key === 'Escape' && closeMenu()) return;
  // What scrolls sideways keeps its arrows.
  if (key.startsWith('Arrow') && target instanceof Element && target.closest('[tabindex="0"]')) return;
  const link = [...document.querySelectorAll<HTMLAnchorElement>('a[aria-keyshortcuts]')].find((one) =>
    one.getAttribute('aria-keyshortcuts')?.split(' ').includes(key),
  );
  if (!link) return;
  event.preventDefault();
  link.click();
});

function search(event: Event): void {
  const form = document.querySelector<HTMLFormElement>('form[data-results]');
  if (!form || document.querySelector('dialog[open]')) return;
  event.preventDefault();
  import('./search-palette.ts')
    .then(({ openPalette }) => openPalette(form))
    .catch(() => form.querySelector<HTMLInputElement>('input[type="search"]')?.focus());
}

/** Closes an open menu or list of choices; false: there was none. */
function closeMenu(): boolean {
  const menu = document.querySelector<HTMLDetailsElement>('details[name][open]');
  if (!menu) return false;
  menu.open = false;
  if (menu.contains(document.activeElement)) menu.querySelector('summary')?.focus();
  return true;
}
