/** Wraps a text and puts a button under it that copies it. Without script the text stands alone. */
export class CopyText extends HTMLElement {
  connectedCallback(): void {
    const text = this.firstElementChild;
    if (!text || this.querySelector('button')) return;
    // Behind a proxy the server may not know its own address; the browser does.
    const origin = this.getAttribute('data-origin') ?? location.origin;
    if (origin !== location.origin)
      text.textContent = (text.textContent ?? '').replaceAll(origin, location.origin);
    const says = this.getAttribute('data-says') ?? 'Copy';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = says;
    button.addEventListener('click', async () => {
      button.textContent = (await copied(text)) ? 'Copied' : 'Selected: copy it with your keys';
      setTimeout(() => {
        button.textContent = says;
      }, 3000);
    });
    this.append(button);
  }
}

/** Browsers keep the clipboard from pages without https; there the text is selected instead. */
async function copied(text: Element): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text.textContent ?? '');
    return true;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    getSelection()?.selectAllChildren(text);
    return false;
  }
}

customElements.define('copy-text', CopyText);
