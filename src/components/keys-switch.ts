import { areKeysOff, turnKeys } from './keys-choice.ts';

/** A button that turns single keys off and on, on the page that lists them. */
class KeysSwitch extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button');
    const says = this.querySelector('p');
    if (!button || !says) return;
    const show = (refused = false) => {
      const off = areKeysOff();
      button.textContent = off ? 'Turn single keys on' : 'Turn single keys off';
      says.textContent = refused
        ? 'This browser keeps nothing, so the choice could not be kept.'
        : off
          ? 'Single keys do nothing in this browser; Ctrl and K still opens the search. Your choice is kept here alone.'
          : 'Single keys work. If they get in the way of speech input or a screen reader, turn them off.';
    };
    button.addEventListener('click', () => show(!turnKeys(!areKeysOff())));
    show();
    this.hidden = false;
  }
}

customElements.define('keys-switch', KeysSwitch);
