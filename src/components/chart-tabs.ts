export interface Tab {
  name: string;
  panel: HTMLElement;
}

let made = 0;

/**
 * A list of tabs over panels, of which one is shown: https://www.w3.org/WAI/ARIA/apg/patterns/tabs/, where moving the focus
 * shows. The panels stay where they stand.
 */
export function tabsOver(tabs: readonly Tab[], label: string): HTMLDivElement {
  const list = document.createElement('div');
  list.className = 'chart-tabs';
  list.setAttribute('role', 'tablist');
  list.setAttribute('aria-label', label);
  const buttons = tabs.map(({ name, panel }) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = name;
    button.setAttribute('role', 'tab');
    button.id = `tab-${++made}`;
    panel.id ||= `tab-panel-${made}`;
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', button.id);
    button.setAttribute('aria-controls', panel.id);
    return button;
  });
  const show = (chosen: number) => {
    buttons.forEach((button, at) => {
      const isChosen = at === chosen;
      button.setAttribute('aria-selected', String(isChosen));
      button.tabIndex = isChosen ? 0 : -1;
      const panel = tabs[at]?.panel;
      if (panel) panel.hidden = !isChosen;
    });
  };
  buttons.forEach((button, at) => {
    button.addEventListener('click', () => show(at));
    button.addEventListener('keydown', (event) => {
      const next = placeOf(event.key, at, buttons.length);
      if (next === null) return;
      event.preventDefault();
      // The page has uses of its own for these keys.
      event.stopPropagation();
      show(next);
      buttons[next]?.focus();
    });
  });
  list.append(...buttons);
  show(0);
  return list;
}

function placeOf(key: string, at: number, count: number): number | null {
  if (key === 'ArrowRight') return (at + 1) % count;
  if (key === 'ArrowLeft') return (at + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}
