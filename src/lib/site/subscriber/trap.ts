/** A field that people do not see; what fills it in is no person. */
export const TRAP = 'website';
