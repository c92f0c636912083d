const refused = [
  'accelerometer',
  'camera',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'payment',
  'usb',
];

export interface Protection {
  /** Readers come through HTTPS. */
  isSecure: boolean;
  /** Hashes of the styles that stand in pages. */
  styles: readonly string[];
  /** Other sites may show it in a frame. */
  framed: boolean;
}

/** The headers of every response: faults.md §D3. */
export function securityHeaders({ isSecure, styles, framed }: Protection): Readonly<Record<string, string>> {
  return {
    'content-security-policy': policy(styles, framed ? '*' : "'none'"),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': framed ? 'cross-origin' : 'same-origin',
    'permissions-policy': refused.map((feature) => `${feature}=()`).join(', '),
    ...(isSecure ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}

function policy(styles: readonly string[], frameAncestors: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    ["style-src 'self'", ...styles].join(' '),
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    `frame-ancestors ${frameAncestors}`,
  ].join('; ');
}
