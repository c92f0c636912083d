import type { Mail } from '../../digest/mail.ts';
import { type Markup, markup } from '../../digest/markup.ts';
import { readChoices } from '../../subscribers/choices.ts';
import { describePreferences } from '../../subscribers/describe.ts';
import type { MailKind } from '../mail-kind.ts';

/** Asks whether the address may be written to. Whoever is active already is led to the settings instead. */
export const confirmMail: MailKind = {
  kind: 'confirm',
  goesTo: ['unconfirmed', 'active'],
  listed: false,
  compose: async ({ db, origin, recipient, links }) => {
    const chosen = describePreferences(recipient.preferences, await readChoices(db), { names: false });
    return recipient.confirmedAt === null
      ? asking(origin, await links.confirm(), chosen)
      : reminding(origin, await links.manage(), chosen);
  },
};

interface Letter {
  subject: string;
  origin: string;
  says: readonly string[];
  button: { says: string; href: string };
  after: readonly string[];
}

function asking(origin: string, href: string, chosen: readonly string[]): Mail {
  return mailOf({
    origin,
    subject: 'Confirm your subscription to Open Model Census',
    says: [`This address was entered at ${origin} to get mail:`, ...chosen],
    button: { says: 'Confirm the subscription', href },
    after: [
      'The link opens a page with a button; it lasts three days.',
      'If it was not you, do nothing. Nothing else comes, and the address is removed after seven days.',
    ],
  });
}

function reminding(origin: string, href: string, chosen: readonly string[]): Mail {
  return mailOf({
    origin,
    subject: 'You are subscribed to Open Model Census',
    says: [
      `This address was entered at ${origin} once more. It gets mail already, and nothing changed:`,
      ...chosen,
    ],
    button: { says: 'Change what you get', href },
    after: ['If it was not you, do nothing.'],
  });
}

const font = "font-family:Inter,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

const styles = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.body{background:#151617!important}
.ink{color:#ecebe7!important}
.faint{color:#9b9993!important}
.link{color:#79c7cf!important}
}`;

function mailOf({ subject, origin, says, button, after }: Letter): Mail {
  const paragraph = (text: string): Markup =>
    markup`<p class="ink" style="margin:0 0 12px;color:#191a1c;overflow-wrap:anywhere"><bdi>${text}</bdi></p>
`;
  const html = markup`<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${subject}</title>
<style>${{ markup: styles }}</style>
</head>
<body class="body" style="margin:0;padding:0;background:#fdfcfa">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px"><tr>
<td style="padding:28px 24px;${{ markup: font }};font-size:16px;line-height:25px;text-align:left">
<p class="faint" style="margin:0 0 18px;padding-top:14px;border-top:3px solid #0b5a63;font-size:14px;line-height:20px;color:#66676a"><strong class="ink" style="color:#191a1c">Open Model Census</strong></p>
<h1 class="ink" style="margin:0 0 14px;font-size:24px;line-height:1.25;color:#191a1c">${subject}</h1>
${says.map(paragraph)}<p style="margin:22px 0"><a href="${button.href}" style="display:inline-block;padding:11px 20px;border-radius:4px;background:#0b5a63;color:#ffffff;font-weight:600;text-decoration:none">${button.says}</a></p>
${after.map(paragraph)}<p class="faint" style="margin:22px 0 0;font-size:14px;line-height:21px;color:#66676a;overflow-wrap:anywhere">If the button does not work, open this address: <a class="link" style="color:#0b5a63" href="${button.href}">${button.href}</a><br>What is stored: <a class="link" style="color:#0b5a63" href="${origin}/privacy">${origin}/privacy</a>. This mail holds no pixel and no counted link.</p>
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
  const text = [
    subject,
    '',
    ...says,
    '',
    `${button.says}:`,
    button.href,
    '',
    ...after,
    '',
    `What is stored: ${origin}/privacy`,
    'This mail holds no pixel and no counted link.',
    '',
  ].join('\n');
  return { subject, html: html.markup, text, pictures: [] };
}
