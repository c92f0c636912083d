import { escapeText } from './markup.ts';

/** What a mail says to its one reader. Addresses are whole. */
export interface Personal {
  /** Why the mail came: `You get this because you confirmed …`. */
  why: string;
  /** What the reader chose; null: everything. */
  chosen: string | null;
  manageHref: string;
  unsubscribeHref: string;
}

/** Where it goes. Names from outside hold no such mark: `clean` leaves out control characters, and markup is escaped. */
export const HTML_MARK = '<!--personal-->';
export const TEXT_MARK = '\u001fpersonal\u001f';

/** The HTML of an issue for one reader; null: for the archive, without any. */
export function personalHtml(html: string, personal: Personal | null): string {
  return html.replace(HTML_MARK, () => {
    if (personal === null) return '';
    const { why, chosen, manageHref, unsubscribeHref } = personal;
    const link = (href: string, says: string) =>
      `<a href="${escapeText(href)}" class="link" style="color:#0b5a63">${says}</a>`;
    return `<p style="margin:0 0 12px">${escapeText([why, chosen].filter((part) => part !== null).join(' '))} ${link(manageHref, 'Change what you get')} or ${link(unsubscribeHref, 'unsubscribe with one click')}.</p>`;
  });
}

/** The plain text of an issue for one reader. */
export function personalText(text: string, personal: Personal | null): string {
  return text.replace(TEXT_MARK, () => {
    if (personal === null) return '';
    const { why, chosen, manageHref, unsubscribeHref } = personal;
    const says = [why, chosen].filter((part) => part !== null).join(' ');
    return `${says}\nChange what you get: ${manageHref}\nUnsubscribe: ${unsubscribeHref}\n\n`;
  });
}
