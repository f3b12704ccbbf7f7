/** '154****1234': enough to recognise one's own, too little to call somebody. */
export const maskPhone = (phone: string | null): string => (phone ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : '');
/** '张**', '欧阳*' stays '欧**': the first character only, as public notices in China do. Counts code points, so 𠮷 is one. */
export const maskName = (name: string): string => {
  const chars = [...name];
  return chars.length === 0 ? '' : chars[0]! + '*'.repeat(Math.min(2, Math.max(1, chars.length - 1)));
};
