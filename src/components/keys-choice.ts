const choice = 'keys';

/** Whether the reader of this browser has turned keys without Ctrl off: WCAG 2.2, 2.1.4. Kept nowhere else. */
export function areKeysOff(): boolean {
  try {
    return localStorage.getItem(choice) === 'off';
  } catch {
    // Browsers may refuse to keep anything; then nothing was chosen.
    return false;
  }
}

/** Returns whether it could be kept. */
export function turnKeys(off: boolean): boolean {
  try {
    if (off) localStorage.setItem(choice, 'off');
    else localStorage.removeItem(choice);
    return true;
  } catch {
    return false;
  }
}
