export const publicUrl = (path: string): string => `${window.location.origin}${path}`;
