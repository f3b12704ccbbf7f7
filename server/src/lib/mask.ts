/** '154****1234': enough to recognise one's own, too little to call somebody. */
export const maskPhone = (phone: string | null): string => (phone ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : '');
/** '王**': who he is to himself and nobody else; for public pages. */
export const initials = (name: string): string => `${[...name][0] ?? ''}**`;
/** '王某': a surname and no more. */
export const maskName = (name: string): string => `${[...name][0] ?? ''}某`;
