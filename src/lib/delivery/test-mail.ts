import type { Mail } from '../digest/mail.ts';

const SAYS =
  'This is a test. It went to this address alone, holds no links of any subscriber, and is counted nowhere.';

/** A mail that says of itself that it is a test. */
export function asTest(mail: Mail): Mail {
  const banner = `<p style="margin:0;padding:12px 16px;background:#fff3c4;color:#3a2c00;font:14px/1.5 sans-serif">${SAYS}</p>`;
  return {
    ...mail,
    subject: `[Test] ${mail.subject}`,
    html: mail.html.replace(/<body[^>]*>/, (body) => `${body}\n${banner}`),
    text: `${SAYS}\n\n${mail.text}`,
  };
}
